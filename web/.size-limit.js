/**
 * How much script a working board may cost: the entry and every piece that the page names to be
 * fetched with it, shared ones included. What comes later is asked for by somebody.
 */
import { readFileSync } from "node:fs";

const page = readFileSync(new URL("dist/index.html", import.meta.url), "utf8");
const path = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
  ([, name]) => `dist/${name}`,
);

export default [{ name: "script to a working board", path, gzip: true, limit: "200 KB" }];
