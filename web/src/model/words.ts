/**
 * Small words that the journey's edits are made of: ids, order keys at a spot, and what is left
 * after checking what may be touched. Knows the store and the outside, writes nothing.
 */
import { compareRanked, many } from "./order.ts";
import type { Env } from "./outside.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** A new record's id: 90 random bits, six to a letter. */
export function newId(env: Env): string {
  let id = "";
  for (let word = 0; word < 3; word += 1) {
    let bits = env.random() >>> 0;
    for (let letter = 0; letter < 5; letter += 1) {
      id += ALPHABET.charAt(bits & 63);
      bits >>>= 6;
    }
  }
  return id;
}

/** A text as one line of at most so many units. */
export function oneLine(text: string, max: number): string {
  return text.trim().replace(/\s+/g, " ").slice(0, max);
}

interface Ranked {
  readonly id: string;
  readonly rank: string;
}

/** Order keys for `count` records before `before` (null: at the end), among those that stay put. */
export function ranksAt(
  siblings: readonly Ranked[],
  before: string | null,
  moving: ReadonlySet<string>,
  count: number,
  jitter: number,
): readonly string[] {
  const staying = siblings.filter(({ id }) => !moving.has(id)).sort(compareRanked);
  const found = before === null ? -1 : staying.findIndex(({ id }) => id === before);
  const at = found < 0 ? staying.length : found;
  const below = staying[at - 1]?.rank ?? null;
  const above = staying[at]?.rank ?? null;
  return many(below, above, count, jitter);
}

/** Whether records that move to a spot would stand exactly where they stand now. */
export function isInPlace(
  order: readonly string[],
  before: string | null,
  moving: readonly string[],
): boolean {
  const staying = order.filter((id) => !moving.includes(id));
  const found = before === null ? -1 : staying.indexOf(before);
  const at = found < 0 ? staying.length : found;
  const after = [...staying.slice(0, at), ...moving, ...staying.slice(at)];
  return after.length === order.length && after.every((id, index) => id === order[index]);
}

const SUBJECT_LENGTH = 40;

/** The first words of a text on one line, to name a record by. */
export function shortened(subject: string): string {
  const words = subject.trim().replace(/\s+/g, " ");
  return words.length <= SUBJECT_LENGTH
    ? words
    : `${words.slice(0, SUBJECT_LENGTH - 1).trimEnd()}…`;
}
