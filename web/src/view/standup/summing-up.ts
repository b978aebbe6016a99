/** What a closed stand-up comes down to: compared with the one before it, in parts, also as plain text. Pure. */
import type { GoingWords as Words } from "../../i18n/late/going.ts";
import type { Action, LogEntry, Standup } from "../../model/actions.ts";
import { closedOf, type Since, sinceOf } from "../../model/standing.ts";
import { statusWord } from "../action/names.ts";

export interface Line {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly since: Since;
}

export interface Summary {
  readonly changed: readonly Line[];
  readonly still: readonly Line[];
  readonly parked: readonly string[];
  readonly said: readonly { readonly title: string; readonly entry: LogEntry }[];
}

/** `titleOf` names an action, also one that is in the bin by now. */
export function summaryOf(
  standup: Standup,
  standups: readonly Standup[],
  actions: readonly Action[],
  titleOf: (id: string) => string,
): Summary {
  const closed = closedOf(standups);
  const before = closed.slice(0, Math.max(0, closed.indexOf(standup)));
  const order = new Map(actions.map(({ id }, at) => [id, at]));
  const lines = Object.entries(standup.seen)
    .map(([id, status]) => ({ id, title: titleOf(id), status, since: sinceOf(id, status, before) }))
    .sort((a, b) => (order.get(a.id) ?? order.size) - (order.get(b.id) ?? order.size));
  const finished = (status: string) => status === "done" || status === "stopped";
  return {
    changed: lines.filter(({ since }) => since.kind !== "still"),
    still: lines.filter(({ since, status }) => since.kind === "still" && !finished(status)),
    parked: standup.parked.map(titleOf).filter((title) => title !== ""),
    said: actions.flatMap(({ title, log }) =>
      log
        .filter((entry) => entry.standup === standup.id && entry.note !== "")
        .map((entry) => ({ title, entry })),
    ),
  };
}

export function sinceText({ status, since }: Line, words: Words): string {
  const now = statusWord(status, words);
  if (since.kind === "moved") {
    return words.actions.since.moved(statusWord(since.from, words), now);
  }
  const what =
    since.kind === "new" ? words.actions.since.new : words.actions.since.still(since.times);
  return `${what}: ${now}`;
}

/** The summary as text, for a mail or a file. */
export function textOf(
  title: string,
  summary: Summary,
  notes: string,
  whoIs: (member: string) => string,
  words: Words,
): string {
  const part = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? "" : `\n${heading}\n${lines.map((line) => `- ${line}`).join("\n")}\n`;
  const told = (line: Line) => `${line.title} (${sinceText(line, words)})`;
  const changed = summary.changed.length === 0 ? [words.standup.changedNone] : [];
  return [
    `${title}\n`,
    part(words.standup.changed, [...summary.changed.map(told), ...changed]),
    part(words.standup.still, summary.still.map(told)),
    part(words.standup.parkedList, summary.parked),
    part(
      words.standup.said,
      summary.said.map(({ title: of, entry }) => `${of}: ${entry.note} (${whoIs(entry.by)})`),
    ),
    notes.trim() === "" ? "" : `\n${words.standup.notes}\n${notes.trim()}\n`,
  ].join("");
}
