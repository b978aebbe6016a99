/**
 * The speed of the board in the browser, with boards of three sizes and thirty people who edit: the
 * table "In the browser" of the product's bar. Prints it beside what must be reached and asserts
 * nothing, because a figure on shared hardware is for people to judge. `cargo xtask bench web`.
 */
import { gzipSync } from "node:zlib";
import { type Browser, type Page, test } from "@playwright/test";
import { crowd } from "../support/bots.ts";
import { fill } from "../support/crowd.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import { frames, heap, keystrokes, open, percentile, type Row, table } from "./figures.ts";

const SIZES = (process.env["STICKIES"] ?? "800,2000,5000").split(",").map(Number);
const OPENED = 5;
const PEOPLE = 30;
const TYPED = "een zin van gewone lengte met tien woorden erin ".repeat(3);
/** A keystroke that is not a multiple of a frame, so that keys fall anywhere in one. */
const PAUSE_MS = 73;
const PAN_MS = 2000;

async function middle(page: Page, of: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(of).first().boundingBox();
  if (box === null) throw new Error(`${of} is not shown`);
  return { x: box.x + box.width / 2, y: box.y + Math.min(20, box.height / 2) };
}

/** Carries the first sticky over the map and back, as fast as the mouse reports. */
async function drag(page: Page): Promise<number[]> {
  const from = await middle(page, ".cell .sticky");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + 10);
  const seen = await frames(page, async () => {
    for (let step = 0; step < 120; step += 1) {
      const round = (step / 120) * 2 * Math.PI;
      const [x, y] = [Math.sin(round) * 380, (1 - Math.cos(round)) * 160];
      await page.mouse.move(from.x + 400 + x, from.y + 10 + y);
    }
  });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return seen;
}

async function pan(page: Page): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  return frames(page, async () => {
    for (const yDistance of [-2500, 2500]) {
      await session.send("Input.synthesizeScrollGesture", {
        x: 800,
        y: 500,
        xDistance: -300,
        yDistance,
        speed: Math.round((2500 / PAN_MS) * 2000),
        gestureSourceType: "mouse",
      });
    }
  });
}

/** Kilobytes of script that the page loaded, compressed as a server would. */
async function script(page: Page): Promise<number> {
  const texts = await page.evaluate(() => {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const scripts = loaded.filter((name) => name.endsWith(".js"));
    return Promise.all(scripts.map(async (name) => (await fetch(name)).text()));
  });
  return texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length / 1000, 0);
}

interface Figures {
  readonly usable: number;
  readonly drag: number;
  readonly pan: number;
  readonly heap: number;
  readonly key: number;
  readonly keyOfMany: number;
  readonly dragOfMany: number;
  readonly script: number;
}

async function measured(browser: Browser, count: number): Promise<Figures> {
  const server = await Server.start();
  const board = await server.board(`Met ${count}`);
  await fill(server, board, count);
  const person = await Person.join(browser, await server.link(board, "participant"), "Meter");
  const { page } = await person.onBoard();
  const times: number[] = [];
  for (let nth = 0; nth < OPENED; nth += 1) {
    times.push(await open(page, `${server.url}/b/${board}`, count));
  }
  const type = async () => {
    await person.cell({ lane: "gains", phase: "wachten" }).focus();
    await page.keyboard.type("e");
    const seen = await keystrokes(page, TYPED, PAUSE_MS);
    await page.keyboard.press("Escape");
    return percentile(seen, 0.95);
  };
  const alone = {
    usable: percentile(times, 0.5),
    drag: percentile(await drag(page), 0.95),
    pan: percentile(await pan(page), 0.95),
    heap: await heap(await page.context().newCDPSession(page)),
    key: await type(),
    script: await script(page),
  };
  const end = await crowd(server, board, PEOPLE);
  const among = { keyOfMany: await type(), dragOfMany: percentile(await drag(page), 0.95) };
  end();
  await person.leave();
  await server.end();
  return { ...alone, ...among };
}

const LINES: readonly [string, keyof Figures, (figure: number) => string, string][] = [
  ["until usable, median of 5", "usable", (ms) => `${ms.toFixed(0)} ms`, "2000: 600 ms, 5000: 1000 ms"],
  ["dragging, p95 frame", "drag", (ms) => `${ms.toFixed(1)} ms`, "18 ms"],
  ["panning, p95 frame", "pan", (ms) => `${ms.toFixed(1)} ms`, "17.5 ms"],
  ["JavaScript heap", "heap", (mb) => `${mb.toFixed(1)} MB`, "2000: 35 MB"],
  ["keystroke to paint alone, p95", "key", (ms) => `${ms} ms`, ""],
  ["keystroke to paint, 30 others editing, p95", "keyOfMany", (ms) => `${ms} ms`, "32 ms"],
  ["dragging, 30 others editing, p95 frame", "dragOfMany", (ms) => `${ms.toFixed(1)} ms`, ""],
  ["script, gzip", "script", (kb) => `${kb.toFixed(0)} KB`, "200 KB"],
];

test("the board in the browser, in figures", async ({ browser }) => {
  const columns: Figures[] = [];
  for (const count of SIZES) columns.push(await measured(browser, count));
  const rows: Row[] = [["stickies", ...SIZES.map(String), "at most"]];
  for (const [what, name, write, most] of LINES) {
    rows.push([what, ...columns.map((figures) => write(figures[name])), most]);
  }
  process.stdout.write(`\n${table(rows)}\n`);
});
