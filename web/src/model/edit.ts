/**
 * One change to a board as a value: what is kept until it is on disk, replayed on a fresh document,
 * undone, and written to a file. The same set with the same names as `crdt/src/edit.rs`, which
 * explains each. How one is carried out is in `apply.ts`.
 */
import * as Y from "yjs";
import type { DocumentKind, Stamp } from "../generated/schema.ts";

/** A value that can stand in a field. `null` in an edit means: take the field away. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain };

export type Fields = { readonly [field: string]: Plain };

interface InRoot {
  readonly document: DocumentKind;
  readonly root: string;
}

interface OnRecord extends InRoot {
  readonly id: string;
}

/** Texts start with a string, logs with a list, maps with an object; left out they start empty. */
export interface Create extends OnRecord {
  readonly kind: "create";
  readonly fields: Fields;
}

export interface SetField extends OnRecord {
  readonly kind: "set";
  readonly field: string;
  readonly value: Plain;
}

export interface SetFlat extends InRoot {
  readonly kind: "set_flat";
  readonly key: string;
  readonly value: Plain;
}

export interface SetKey extends OnRecord {
  readonly kind: "set_key";
  readonly field: string;
  readonly key: string;
  readonly value: Plain;
}

export interface ThrowAway extends OnRecord {
  readonly kind: "throw_away";
  readonly gone: Stamp;
}

export interface PutBack extends OnRecord {
  readonly kind: "put_back";
}

/** Typing, in UTF-16 units: in a record's text, or in a root text when there is no `id`. */
export interface Write extends InRoot {
  readonly kind: "write";
  readonly id?: string;
  readonly field?: string;
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

export interface Append extends OnRecord {
  readonly kind: "append";
  readonly field: string;
  readonly entry: Fields;
}

/** The page makes every edit but the purge, which is the server's. */
export type Edit = Create | SetField | SetFlat | SetKey | ThrowAway | PutBack | Write | Append;

/** What an inverse must still find to be rightful. */
export type Expect =
  | { readonly kind: "value"; readonly value: Plain }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "untouched"; readonly fields: Fields };

/** What takes an edit back, and what it expects to find. */
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
