/**
 * The speed of the board in the browser, with boards of three sizes and thirty people who edit: the
 * table "In the browser" of the product's bar. Prints it beside what must be reached and asserts
 * nothing, because a figure on shared hardware is for people to judge. `cargo xtask bench web`.
 */
import { type Browser, test } from "@playwright/test";
import { crowd } from "../support/bots.ts";
import { fill } from "../support/crowd.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import {
  drag,
  grip,
  heap,
  keystrokes,
  open,
  pan,
  percentile,
  type Row,
  script,
  table,
} from "./figures.ts";

const SIZES = (process.env["STICKIES"] ?? "800,2000,5000").split(",").map(Number);
const OPENED = 5;
const PEOPLE = 30;
const TYPED = "een zin van gewone lengte met tien woorden erin ".repeat(3);
/** A keystroke that is not a multiple of a frame, so that keys fall anywhere in one. */
const PAUSE_MS = 73;
const STICKY = ".cell .sticky";

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
  const carry = async () => {
    const seen = await drag(page, await grip(page.locator(STICKY).first()));
    return percentile(seen, 0.95);
  };
  const alone = {
    usable: percentile(times, 0.5),
    // Before the page fetches quietly what somebody may ask for later.
    script: await script(page),
    drag: await carry(),
    pan: percentile(await pan(page), 0.95),
    heap: await heap(await page.context().newCDPSession(page)),
    key: await type(),
  };
  const others = await crowd(server, board, PEOPLE);
  const among = { keyOfMany: await type(), dragOfMany: await carry() };
  others.leave();
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
