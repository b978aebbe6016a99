/**
 * How the page is built: one index.html that the server fills in per request, hashed assets, and
 * compressed twins next to them. The server knows the base path and the nonce, so both are
 * placeholders here; only the development server fills them in itself.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vitest/config";

const SERVER = "http://127.0.0.1:8080";
const BOARD = "/view/board/board.tsx";
const COMPRESSED = /\.(?:js|css|svg|html|json)$/;

/** Stands in for the server while developing. */
function placeholders(): Plugin {
  return {
    name: "reisbord-placeholders",
    apply: "serve",
    transformIndexHtml: (html) =>
      html.replaceAll("__BASE_PATH__", "").replaceAll("__CSP_NONCE__", ""),
  };
}

/** Writes `.br` and `.gz` beside every asset that is worth it. */
function twins(): Plugin {
  return {
    name: "reisbord-twins",
    apply: "build",
    async writeBundle(options) {
      const folder = join(options.dir ?? "dist", "assets");
      for (const name of await readdir(folder)) {
        if (!COMPRESSED.test(name)) continue;
        const path = join(folder, name);
        const bytes = await readFile(path);
        await writeFile(`${path}.br`, brotliCompressSync(bytes));
        await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/**
 * Names what an open board needs in the page itself, so that it comes with the entry and not after
 * it. Who joins or looks at a list goes to a board next. `.size-limit.js` counts what stands here.
 */
function boardAhead(): Plugin {
  return {
    name: "reisbord-board-ahead",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle = {} }) => {
        const needed = new Set<string>();
        const need = (name: string) => {
          const part = bundle[name];
          if (part?.type !== "chunk" || needed.has(name)) return;
          needed.add(name);
          part.imports.forEach(need);
        };
        for (const part of Object.values(bundle)) {
          if (part.type === "chunk" && part.facadeModuleId?.endsWith(BOARD)) need(part.fileName);
        }
        if (needed.size === 0) throw new Error(`no piece of the page begins with ${BOARD}`);
        return [...needed]
          .filter((name) => !html.includes(name))
          .map((name) => ({
            tag: "link",
            attrs: {
              rel: "modulepreload",
              crossorigin: true,
              href: `./${name}`,
              nonce: "__CSP_NONCE__",
            },
            injectTo: "head" as const,
          }));
      },
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [react(), placeholders(), boardAhead(), twins()],
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "es2022",
    // What knows popovers knows `light-dark()`, which a theme may use too.
    cssTarget: ["chrome123", "firefox125", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      "/v1": SERVER,
      "/live": { target: SERVER, ws: true },
      "/sync": { target: SERVER, ws: true },
    },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
