/**
 * The two whiteboards that people know, filled with as many notes and measured like the board, in the
 * same run on the same machine. They keep their notes in memory: nobody syncs them, which favours them.
 * Runs when `measure/peers` was built. `cargo xtask bench web --peers`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type Browser, test } from "@playwright/test";
import { drag, heap, pan, percentile, type Row, script, table } from "./figures.ts";

const FOLDER = join(import.meta.dirname, "peers");
const PEERS = ["tldraw", "excalidraw"] as const;
const SIZES = [2000, 5000];
const OPENED = 5;
/** On the first note of both. */
const NOTE = { x: 300, y: 150 };

async function serve(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn("npx", ["--no-install", "vite", "preview", "--host", "127.0.0.1", "--port", "0"], {
    cwd: FOLDER,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NO_COLOR: "1" },
    detached: true,
  });
  let said = "";
  for await (const chunk of child.stdout) {
    said += String(chunk);
    const url = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(said)?.[0];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`the peers are not served; was \`npm run build\` run in ${FOLDER}?\n${said}`);
}

async function measured(browser: Browser, url: string): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  const page = await context.newPage();
  const times: number[] = [];
  for (let nth = 0; nth < OPENED; nth += 1) {
    await page.goto(url, { waitUntil: "commit" });
    const there = await page.waitForFunction(() => Reflect.get(globalThis, "notedAt") as number);
    times.push(await there.jsonValue());
  }
  const figures = [
    percentile(times, 0.5),
    percentile(await drag(page, NOTE), 0.95),
    percentile(await pan(page), 0.95),
    await heap(await context.newCDPSession(page)),
    await script(page),
  ];
  await context.close();
  return figures;
}

test("the peers, in figures", async ({ browser }) => {
  const { child, url } = await serve();
  const rows: Row[] = [["", "until usable", "drag p95", "pan p95", "heap", "script, gzip"]];
  for (const peer of PEERS) {
    for (const count of SIZES) {
      const figures = await measured(browser, `${url}/${peer}.html?notes=${count}`);
      const units = ["ms", "ms", "ms", "MB", "KB"];
      const cells = figures.map((figure, nth) => `${figure.toFixed(1)} ${units[nth] ?? ""}`);
      rows.push([`${peer}, ${count} notes`, ...cells]);
    }
  }
  // The server was started by npx: its whole group has to end.
  if (child.pid !== undefined) process.kill(-child.pid);
  process.stdout.write(`\n${table(rows)}\n`);
});
