/** What the parts of an action are called: its status, who does it, its departments, its day. */
import { DEGREES, type Degree, STATUSES, type Status } from "../../generated/schema.ts";
import { day } from "../../i18n/moments.ts";
import type { Language, Words } from "../../i18n/words.ts";
import { type Action, millisOf } from "../../model/actions.ts";
import type { Member, Team } from "../../model/board.ts";
import type { Standing } from "../../model/standing.ts";

/** A status in words; one of a newer page as it is. */
export function statusWord(status: string, words: Words): string {
  const known = STATUSES.find((one) => one === status);
  return known === undefined ? status : words.actions.status[known];
}

export function degreeWord(degree: string | null, words: Words): string {
  const known = DEGREES.find((one) => one === degree);
  return known === undefined ? (degree ?? "") : words.actions.degree[known];
}

export function knownStatus(status: string): Status | null {
  return STATUSES.find((one) => one === status) ?? null;
}

export function knownDegree(degree: string | null): Degree | null {
  return DEGREES.find((one) => one === degree) ?? null;
}

/** A member's name, or what was typed; empty when nobody does it. */
export function ownerName(owner: string | null, members: readonly Member[]): string {
  if (owner === null) return "";
  return members.find((member) => member.id === owner)?.name ?? owner;
}

/** The member with this name, else the name itself; null when it is empty. */
export function ownerOf(name: string, members: readonly Member[]): string | null {
  const line = name.trim();
  const same = members.filter((member) => member.name.toLowerCase() === line.toLowerCase());
  const one = same.find((member) => member.left === null) ?? same[0];
  return one?.id ?? (line === "" ? null : line);
}

export function teamName(team: string | null, teams: readonly Team[]): string {
  return teams.find(({ id }) => id === team)?.title ?? "";
}

export function dueWord(due: number | null, speaks: Language): string {
  return due === null ? "" : day(millisOf(due) + 43_200_000, speaks);
}

/** A day as a date field writes it, and back. */
export function dateOf(due: number | null): string {
  return due === null ? "" : new Date(millisOf(due)).toISOString().slice(0, 10);
}

export function dueOf(date: string): number | null {
  const millis = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(millis) || millis < 0 ? null : Math.floor(millis / 86_400_000);
}

/** What must be noticed about an action, most urgent first; empty when there is nothing. */
export function concernsOf(
  { action, since, late, waits, stuck }: Standing,
  teams: readonly Team[],
  words: Words,
): readonly { readonly kind: "waits" | "stuck" | "late"; readonly text: string }[] {
  const concerns: { kind: "waits" | "stuck" | "late"; text: string }[] = [];
  if (waits) {
    const text = words.actions.waitsFor(teamName(action.confirms, teams));
    concerns.push({ kind: "waits", text });
  }
  if (stuck && since.kind === "still") {
    concerns.push({ kind: "stuck", text: words.actions.since.still(since.times) });
  }
  if (late) concerns.push({ kind: "late", text: words.actions.since.late });
  return concerns;
}

/** What happened since the stand-up before, in words. */
export function sinceWord({ action, since }: Standing, words: Words): string {
  switch (since.kind) {
    case "new":
      return words.actions.since.new;
    case "still":
      return words.actions.since.still(since.times);
    case "moved":
      return words.actions.since.moved(
        statusWord(since.from, words),
        statusWord(action.status, words),
      );
  }
}

/** The last sentence that was said about an action. */
export function lastSaid(action: Action) {
  return action.log.findLast(({ note }) => note !== "") ?? null;
}
