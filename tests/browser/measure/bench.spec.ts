/**
 * Measures what a team feels, on the real server and in a real browser: opening a large board, a
 * keystroke while others edit, what two idle pages cost. Prints a table; asserts nothing, because a
 * figure on shared hardware is for people to judge. `npm run bench`.
 */
import { readFile } from "node:fs/promises";
import { type CDPSession, type Page, test } from "@playwright/test";
import { fill, typist } from "../support/crowd.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";

const IDLE_SECONDS = 20;
const TYPED = "een zin van gewone lengte met tien woorden erin ";

/** Seconds of processor time that a process has used. */
async function processor(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
}

async function heap(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0) / 1e6;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds from the start of the navigation to the frame in which so many stickies are there. */
async function open(page: Page, url: string, count: number): Promise<number> {
  await page.goto(url, { waitUntil: "commit" });
  return page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        const look = () => {
          if (document.querySelectorAll(".sticky").length >= wanted) {
            requestAnimationFrame(() => done(performance.now()));
          } else requestAnimationFrame(look);
        };
        look();
      }),
    count,
  );
}

/** Collects how long each keystroke took until its paint, as the browser itself reports it. */
async function watchKeys(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { seenKeys: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name === "keydown") seen.push(entry.duration);
      }
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
  });
  return () => page.evaluate(() => (globalThis as unknown as { seenKeys: number[] }).seenKeys);
}

test("what a team feels, in figures", async ({ browser }) => {
  const rows: [string, string][] = [];
  const server = await Server.start();

  for (const count of [800, 2000, 5000]) {
    const board = await server.board(`Met ${count}`);
    await fill(server, board, count);
    const person = await Person.join(browser, await server.link(board, "participant"), "Meter");
    await person.page.waitForURL("**/b/**");
    const session = await person.context.newCDPSession(person.page);
    await session.send("Performance.enable");
    const times = [];
    for (let nth = 0; nth < 5; nth += 1) {
      times.push(await open(person.page, `${server.url}/b/${board}`, count));
    }
    rows.push([`${count} stickies until usable, median of 5`, `${percentile(times, 0.5).toFixed(0)} ms`]);
    rows.push([`${count} stickies, JavaScript heap`, `${(await heap(session)).toFixed(1)} MB`]);
    await person.leave();
  }

  const board = await server.board("Met vijf");
  const comes = async (name: string) =>
    (await Person.join(browser, await server.link(board, "participant"), name)).onBoard();
  const anna = await comes("Anna");
  // Four others type as well, outside the browser: it is this person's page that is measured.
  const phases = ["aanslag", "orienteren", "besluit", "daarna"];
  const stops = await Promise.all(phases.map((phase) => typist(server, board, phase)));
  await anna.cell({ lane: "gains", phase: "wachten" }).focus();
  await anna.page.keyboard.press("e");
  const report = await watchKeys(anna.page);
  await anna.page.keyboard.type(TYPED.repeat(4), { delay: 60 });
  const slow = await report();
  for (const stop of stops) stop();
  const typed = TYPED.length * 4;
  // The browser reports only keystrokes of 16 ms and more; the others count as 16.
  const keys = [...slow, ...Array<number>(Math.max(0, typed - slow.length)).fill(16)];
  const shares = [0.5, 0.95].map((share) => `${percentile(keys, share)} ms`);
  rows.push([`keystroke to paint of ${typed}, four others typing, p50 and p95`, shares.join(", ")]);

  await anna.page.keyboard.press("Escape");
  const pages = [anna, await comes("Bert")];
  const sessions = await Promise.all(
    pages.map(({ context, page }) => context.newCDPSession(page)),
  );
  for (const session of sessions) await session.send("Performance.enable");
  await anna.saved();
  const before = await Promise.all(sessions.map(taskSeconds));
  const serverBefore = await processor(server.process);
  await new Promise((done) => setTimeout(done, IDLE_SECONDS * 1000));
  const after = await Promise.all(sessions.map(taskSeconds));
  const used = after.map((seconds, nth) => ((seconds - (before[nth] ?? 0)) / IDLE_SECONDS) * 100);
  rows.push(["two idle pages, share of a core each", `${used.map((s) => s.toFixed(2)).join(" and ")} %`]);
  const busy = ((await processor(server.process)) - serverBefore) / IDLE_SECONDS;
  rows.push(["the server meanwhile", `${(busy * 100).toFixed(2)} %`]);
  for (const person of pages) await person.leave();

  await server.end();
  const width = Math.max(...rows.map(([what]) => what.length));
  for (const [what, figure] of rows) process.stdout.write(`${what.padEnd(width)}  ${figure}\n`);
});
