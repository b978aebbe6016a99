/**
 * What actions and stand-ups look like to whoever reads them, and the reading of single records: plain
 * immutable values, mended. The twin of the lists `actions`, `standups`, `links` and `quotes` of
 * `crdt/src/read.rs`. What follows from several of them together is in `standing.ts`.
 */
import * as Y from "yjs";
import type { Status as ActionStatus, Degree, LinkKind, Stamp } from "../generated/schema.ts";
import type { AnyRef, Word } from "./board.ts";
import { isMillis, isStamp } from "./check.ts";
import type { Record } from "./documents.ts";
import { plainOf } from "./edit.ts";
import type { Value } from "./value.ts";

export type { ActionStatus, Degree };

/** A line in the log of an action: who said what, and where it stood from then on. */
export interface LogEntry {
  readonly on: number;
  readonly by: string;
  readonly status: Word<ActionStatus>;
  readonly note: string;
  /** The stand-up in which it was said. */
  readonly standup: string | null;
  /** A department confirmed, or took that back. */
  readonly confirmed: boolean | null;
}

export interface Action {
  readonly id: string;
  readonly title: string;
  readonly status: Word<ActionStatus>;
  readonly rank: string;
  /** A member's id, or a name that somebody typed. */
  readonly owner: string | null;
  readonly department: string | null;
  /** The department that must agree to take it over, and who did so when. */
  readonly confirms: string | null;
  readonly confirmed: Stamp | null;
  /** A day, counted from 1970. */
  readonly due: number | null;
  readonly impact: Word<Degree> | null;
  readonly effort: Word<Degree> | null;
  /** Why it was stopped. */
  readonly reason: string;
  readonly log: readonly LogEntry[];
}

export interface Standup {
  readonly id: string;
  readonly on: number;
  readonly by: string;
  readonly closed: number | null;
  readonly notes: string;
  /** Action → where it stood at closing. */
  readonly seen: Readonly<{ [action: string]: string }>;
  readonly heard: readonly string[];
  readonly parked: readonly string[];
}

export interface Link {
  readonly id: string;
  readonly from: AnyRef;
  readonly to: AnyRef;
  readonly kind: Word<LinkKind>;
}

export interface Quote {
  readonly id: string;
  readonly text: string;
  readonly respondent: string;
}

/** The actions of a board and its stand-ups. */
export interface ActionShelf {
  /** In the order that the team gave them. */
  readonly list: Value<readonly Action[]>;
  readonly action: (id: string) => Value<Action | null>;
  /** Those that come from a record, in the order of the list. */
  readonly from: (origin: AnyRef) => Value<readonly Action[]>;
  /** By the moment they started. */
  readonly standups: Value<readonly Standup[]>;
  readonly links: Value<readonly Link[]>;
  /** Those with this record at either end. */
  readonly linksAt: (end: AnyRef) => Value<readonly Link[]>;
  readonly quotes: Value<readonly Quote[]>;
}

const DAY = 86_400_000;

/** The day, in universal time, that a moment falls on. */
export function dayOf(millis: number): number {
  return Math.floor(millis / DAY);
}

/** The moment that stands for a day. */
export function millisOf(day: number): number {
  return day * DAY;
}

function line(record: Record, field: string): string {
  const value = record.get(field);
  if (typeof value === "string") return value;
  return value instanceof Y.Text ? value.toString() : "";
}

function maybe(record: Record, field: string): string | null {
  const value = record.get(field);
  return typeof value === "string" && value !== "" ? value : null;
}

function millis(record: Record, field: string): number | null {
  const value = record.get(field);
  return isMillis(value) ? value : null;
}

function entryOf(value: unknown): LogEntry | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const entry = value as { readonly [key: string]: unknown };
  const text = (key: string) => (typeof entry[key] === "string" ? entry[key] : "");
  const { on, confirmed } = entry;
  return {
    on: isMillis(on) ? on : 0,
    by: text("by"),
    status: text("status"),
    note: text("note"),
    standup: text("standup") || null,
    confirmed: typeof confirmed === "boolean" ? confirmed : null,
  };
}

function logOf(record: Record): readonly LogEntry[] {
  const log = plainOf(record.get("log"));
  return Array.isArray(log) ? log.map(entryOf).filter((entry) => entry !== null) : [];
}

export function readAction(id: string, record: Record): Action {
  const due = millis(record, "due");
  const confirmed = record.get("confirmed");
  return {
    id,
    title: line(record, "title"),
    status: line(record, "status"),
    rank: line(record, "rank"),
    owner: maybe(record, "owner"),
    department: maybe(record, "department"),
    confirms: maybe(record, "confirms"),
    confirmed: isStamp(confirmed) ? confirmed : null,
    due: due === null ? null : dayOf(due),
    impact: maybe(record, "impact"),
    effort: maybe(record, "effort"),
    reason: line(record, "reason"),
    log: logOf(record),
  };
}

/** The members of one set that is kept as keys, in one order. */
function setOf(record: Record, name: string): readonly string[] {
  const members: string[] = [];
  record.forEach((value, key) => {
    if (value === true && key.startsWith(`${name}:`)) members.push(key.slice(name.length + 1));
  });
  return members.sort();
}

function seenOf(record: Record): Standup["seen"] {
  const seen = record.get("seen");
  if (!(seen instanceof Y.Map)) return {};
  const told = [...seen.entries()].filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(told);
}

export function readStandup(id: string, record: Record): Standup {
  return {
    id,
    on: millis(record, "on") ?? 0,
    by: line(record, "by"),
    closed: millis(record, "closed"),
    notes: line(record, "notes"),
    seen: seenOf(record),
    heard: setOf(record, "heard"),
    parked: setOf(record, "parked"),
  };
}

function reference(record: Record, field: string): AnyRef {
  const value = line(record, field);
  return value.includes("/") ? (value as AnyRef) : "/";
}

export function readLink(id: string, record: Record): Link {
  return {
    id,
    from: reference(record, "from"),
    to: reference(record, "to"),
    kind: line(record, "kind"),
  };
}

export function readQuote(id: string, record: Record): Quote {
  return { id, text: line(record, "text"), respondent: line(record, "respondent") };
}
