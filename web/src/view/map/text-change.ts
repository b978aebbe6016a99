/**
 * Arithmetic of text under a caret: what one keystroke changed, and where a place is after others
 * wrote. Offsets are UTF-16 units, as in a textarea. Pure.
 */
import type { TextDelta } from "../../model/session.ts";

export interface Change {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** The smallest change from one text to the other that ends at the caret; null when they are equal. */
export function difference(before: string, after: string, caret: number): Change | null {
  if (before === after) return null;
  const tail = after.length - caret;
  const endMax = Math.min(before.length, after.length);
  let end = 0;
  while (end < Math.min(tail, endMax) && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  let at = 0;
  const atMax = endMax - end;
  while (at < atMax && before[at] === after[at]) at += 1;
  while (end < endMax - at && before[before.length - 1 - end] === after[after.length - 1 - end]) {
    end += 1;
  }
  return {
    at,
    remove: before.length - end - at,
    insert: after.slice(at, after.length - end),
  };
}

/** Where an index of the text before is in the text after. What is put in exactly there comes after it. */
export function moved(deltas: readonly TextDelta[], index: number): number {
  let read = 0;
  let shift = 0;
  for (const delta of deltas) {
    if (read >= index) break;
    if ("retain" in delta) read += delta.retain;
    else if ("insert" in delta) shift += delta.insert.length;
    else {
      shift -= Math.min(delta.delete, index - read);
      read += delta.delete;
    }
  }
  return index + shift;
}

/** A change made in the text before, as it must be made in the text after. */
export function rebased(deltas: readonly TextDelta[], change: Change): Change {
  const at = moved(deltas, change.at);
  const end = moved(deltas, change.at + change.remove);
  return { at, remove: Math.max(0, end - at), insert: change.insert };
}
