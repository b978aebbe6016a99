/**
 * One change to a board as a value: what is kept until it is on disk, replayed on a fresh document,
 * undone, and written to a file. The same set with the same names as `crdt/src/edit.rs`, which
 * explains each. How one is carried out is in `apply.ts`.
 */
import * as Y from "yjs";
import type { Edit as AnyEdit, Expect, Fields, Plain } from "../generated/edits.ts";

/** The page makes every edit but the purge, which is the server's. */
export type Edit = Exclude<AnyEdit, { kind: "purge" }>;

type Of<K extends Edit["kind"]> = Extract<Edit, { kind: K }>;
export type Create = Of<"create">;
export type SetFlat = Of<"set_flat">;
export type Write = Of<"write">;
/** What goes into a log, or comes out of it again. */
export type Note = Of<"append" | "retract">;

export function isNote(edit: Edit): edit is Note {
  return edit.kind === "append" || edit.kind === "retract";
}

/** What takes an edit back, and what it must still find to be rightful. */
export interface Inverse {
  readonly edit: Edit;
  readonly expects: Expect;
}

/** Whether two plain values are the same. */
export function samePlain(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = b as { readonly [key: string]: unknown };
  return (
    left.length === Object.keys(b).length &&
    left.every(([key, value]) => Object.hasOwn(right, key) && samePlain(value, right[key]))
  );
}

/** A Yjs value as a plain one; absent is null. */
export function plainOf(value: unknown): Plain {
  if (value === undefined || value === null) return null;
  if (value instanceof Y.Text) return value.toString();
  if (value instanceof Y.AbstractType) return value.toJSON() as Plain;
  return value as Plain;
}

/** Everything that a record holds, texts as strings. */
export function fieldsOf(record: Y.Map<unknown>): Fields {
  const fields: { [field: string]: Plain } = {};
  record.forEach((value, key) => {
    fields[key] = plainOf(value);
  });
  return fields;
}
