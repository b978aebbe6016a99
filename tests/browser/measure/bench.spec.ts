/**
 * Measures what a team of five feels, on the real server and in a real browser: a keystroke while the
 * others type, and what two idle pages cost. Prints a table; asserts nothing, because a figure on
 * shared hardware is for people to judge. `cargo xtask bench web`.
 */
import { readFile } from "node:fs/promises";
import { type CDPSession, test } from "@playwright/test";
import { typist } from "../support/crowd.ts";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import { keystrokes, percentile, type Row, table } from "./figures.ts";

const IDLE_SECONDS = 20;
const PAUSE_MS = 60;
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

test("what a team feels, in figures", async ({ browser }) => {
  const rows: Row[] = [["a team of five", "seen", "at most"]];
  const server = await Server.start();

  const board = await server.board("Met vijf");
  const comes = async (name: string) =>
    (await Person.join(browser, await server.link(board, "participant"), name)).onBoard();
  const anna = await comes("Anna");
  // Four others type as well, outside the browser: it is this person's page that is measured.
  const phases = ["aanslag", "orienteren", "besluit", "daarna"];
  const stops = await Promise.all(phases.map((phase) => typist(server, board, phase)));
  await anna.cell({ lane: "gains", phase: "wachten" }).focus();
  await anna.page.keyboard.press("e");
  const keys = await keystrokes(anna.page, TYPED.repeat(4), PAUSE_MS);
  for (const stop of stops) stop();
  const shares = [0.5, 0.95].map((share) => `${percentile(keys, share)} ms`);
  rows.push(["keystroke to paint, four others typing, p50 and p95", shares.join(", "), "50 ms"]);

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
  const shared = used.map((share) => share.toFixed(2)).join(" and ");
  rows.push(["two idle pages, share of a core each", `${shared} %`, "1 %"]);
  const busy = ((await processor(server.process)) - serverBefore) / IDLE_SECONDS;
  rows.push(["the server meanwhile", `${(busy * 100).toFixed(2)} %`, "0.5 %"]);
  for (const person of pages) await person.leave();

  await server.end();
  process.stdout.write(`\n${table(rows)}\n`);
});
