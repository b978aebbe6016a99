/**
 * Whether an edit can be carried out: the schema for names and values, the documents for what
 * exists. The twin of `crdt/src/edit/check.rs` and `value.rs`. It changes nothing; an edit that does
 * not pass here would be refused by the server, and then the whole document had to be built afresh.
 */

import * as Y from "yjs";
import type { Plain } from "../generated/edits.ts";
import { ID_LENGTH_MAX } from "../generated/limits.ts";
import {
  DOCUMENTS,
  type DocumentKind,
  type Field,
  GONE,
  type Kind,
  type Stamp,
} from "../generated/schema.ts";
import { type Documents, parseRef, rootSchema } from "./documents.ts";
import type { Create, Edit, SetFlat, Write } from "./edit.ts";

const ID = /^[A-Za-z0-9_-]+$/;
const RANK = /^[0-9A-Za-z]*[1-9A-Za-z]$/;
const RANK_LENGTH_MAX = 1_004;

export function isId(value: unknown): value is string {
  return typeof value === "string" && value.length <= ID_LENGTH_MAX && ID.test(value);
}

function isRank(value: unknown): boolean {
  return typeof value === "string" && value.length <= RANK_LENGTH_MAX && RANK.test(value);
}

function isWhole(value: unknown, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
}

/** A moment: milliseconds since 1970. */
export function isMillis(value: unknown): value is number {
  return isWhole(value, 0, Number.MAX_SAFE_INTEGER);
}

/** Who did it, and when. */
export function isStamp(value: unknown): value is Stamp {
  return Array.isArray(value) && value.length === 2 && isId(value[0]) && isMillis(value[1]);
}

function isObject(value: unknown): value is { readonly [key: string]: Plain } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAnyRef(value: unknown): boolean {
  const ref = typeof value === "string" ? parseRef(value) : null;
  if (ref === null || !isId(ref.id)) return false;
  const kinds = Object.keys(DOCUMENTS) as DocumentKind[];
  return kinds.some((kind) => rootSchema(kind, ref.root)?.shape === "records");
}

const CHECKS: { readonly [kind in Kind["kind"]]: (kind: Kind, value: Plain) => boolean } = {
  text: isLine,
  line: isLine,
  log: (_, value) => Array.isArray(value) && value.every(isObject),
  map: (_, value) => isObject(value),
  word: (kind, value) =>
    kind.kind === "word" && typeof value === "string" && kind.words.includes(value),
  place: (_, value) =>
    Array.isArray(value) && value.length === 4 && value.slice(0, 3).every(isId) && isRank(value[3]),
  phase_place: (_, value) =>
    Array.isArray(value) &&
    value.length === 2 &&
    (value[0] === null || isId(value[0])) &&
    isRank(value[1]),
  rank: (_, value) => isRank(value),
  ref: (_, value) => isId(value),
  any_ref: (_, value) => isAnyRef(value),
  member: (_, value) => isId(value),
  stamp: (_, value) => isStamp(value),
  millis: (_, value) => isMillis(value),
  int: (kind, value) => kind.kind === "int" && isWhole(value, kind.min, kind.max),
  number: (_, value) => typeof value === "number" && Number.isFinite(value),
  bool: (_, value) => typeof value === "boolean",
  set: (_, value) => value === true,
  keyed: (kind, value) => kind.kind === "keyed" && fits(kind.of, value),
};

function isLine(kind: Kind, value: Plain): boolean {
  const max = kind.kind === "text" || kind.kind === "line" ? kind.max : 0;
  return typeof value === "string" && value.length <= max;
}

/** Whether a value may be written into a field of this kind. */
export function fits(kind: Kind, value: Plain): boolean {
  return CHECKS[kind.kind](kind, value);
}

/** The field that a stored key belongs to: its own name, its set, or the composed keys. */
export function fieldOf(document: DocumentKind, root: string, key: string): Field | undefined {
  const schema = rootSchema(document, root);
  if (schema === undefined || schema.shape === "text") return undefined;
  if (schema.shape === "records" && key === "gone") return GONE;
  const parts = key.split(":");
  for (const [name, field] of Object.entries(schema.fields)) {
    if (field.kind === "set" ? key.startsWith(`${name}:`) && key !== `${name}:` : key === name) {
      return field;
    }
    const composed = field.kind === "keyed" && name.split(":").length === parts.length;
    if (composed && parts.every((part) => part !== "")) return field;
  }
  return undefined;
}

function isNested(field: Field): boolean {
  return field.kind === "text" || field.kind === "log" || field.kind === "map";
}

/** `kept`: the value stood there before, so it may be one that could not be newly written. */
function settable(field: Field | undefined, value: Plain, kept: boolean): boolean {
  if (field === undefined || isNested(field)) return false;
  if (value === null) return !field.always || kept;
  return kept || fits(field, value);
}

/** Whether an edit can be carried out now. */
export function possible(docs: Documents, edit: Edit, kept = false): boolean {
  switch (edit.kind) {
    case "create":
      return canCreate(docs, edit);
    case "set_flat":
      return (
        rootSchema(edit.document, edit.root)?.shape === "flat" &&
        settable(fieldOf(edit.document, edit.root, edit.key), edit.value, kept)
      );
    case "write":
      return canWrite(docs, edit);
    default:
      return onRecord(docs, edit, kept);
  }
}

function onRecord(
  docs: Documents,
  edit: Exclude<Edit, Create | SetFlat | Write>,
  kept: boolean,
): boolean {
  const record = docs.record(edit.document, edit.root, edit.id);
  if (record === null) return false;
  switch (edit.kind) {
    case "set":
      return (
        edit.field !== "gone" &&
        settable(fieldOf(edit.document, edit.root, edit.field), edit.value, kept)
      );
    case "set_key":
      return (
        edit.key !== "" &&
        edit.key.length <= ID_LENGTH_MAX &&
        record.get(edit.field) instanceof Y.Map
      );
    case "append":
    case "retract":
      return record.get(edit.field) instanceof Y.Array;
    case "throw_away":
    case "put_back":
      return true;
  }
}

function canCreate(docs: Documents, edit: Create): boolean {
  const schema = rootSchema(edit.document, edit.root);
  if (schema?.shape !== "records" || !isId(edit.id)) return false;
  if (docs.record(edit.document, edit.root, edit.id) !== null) return false;
  const given = Object.entries(edit.fields).every(([name, value]) => {
    const field = fieldOf(edit.document, edit.root, name);
    return field !== undefined && fits(field, value);
  });
  return (
    given &&
    Object.entries(schema.fields).every(
      ([name, field]) => !field.always || isNested(field) || Object.hasOwn(edit.fields, name),
    )
  );
}

function canWrite(docs: Documents, edit: Write): boolean {
  const schema = rootSchema(edit.document, edit.root);
  const field =
    edit.field === undefined ? undefined : fieldOf(edit.document, edit.root, edit.field);
  const max = schema?.shape === "text" ? schema.max : field?.kind === "text" ? field.max : -1;
  const text = docs.text(edit.document, edit.root, edit.id ?? null, edit.field ?? null);
  if (text === null || max < 0) return false;
  const words = text.toString();
  const end = edit.at + edit.remove;
  const middle = (spot: number) => isLowSurrogate(words.charCodeAt(spot));
  if (words.length !== text.length || end > words.length || middle(edit.at) || middle(end)) {
    return false;
  }
  const after = words.length - edit.remove + edit.insert.length;
  return after <= max || after <= words.length;
}

/** Whether a UTF-16 unit is the second half of a character. */
export function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
