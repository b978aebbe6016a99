/**
 * Carrying out edits and noting the inverse of each, and taking inverses back when what they expect
 * is still there. The twin of `crdt/src/edit/apply.rs` and `undo.rs`. Runs inside the caller's
 * transaction; nothing is written that is there already, for every write stays for ever.
 */

import * as Y from "yjs";
import type { Plain } from "../generated/edits.ts";
import type { Field, Stamp } from "../generated/schema.ts";
import { isStamp, possible } from "./check.ts";
import { Documents, rootSchema } from "./documents.ts";
import {
  type Create,
  type Edit,
  fieldsOf,
  type Inverse,
  isNote,
  type Note,
  plainOf,
  samePlain,
  type Write,
} from "./edit.ts";

/** Carries out one checked edit; its inverse, unless it changed nothing or cannot be taken back. */
export function carryOut(docs: Documents, edit: Edit, by: Stamp): Inverse | null {
  switch (edit.kind) {
    case "create": {
      const record = create(docs, edit);
      if (record === null) return null;
      return {
        edit: { ...target(edit), kind: "throw_away", gone: by },
        expects: { kind: "untouched", fields: fieldsOf(record) },
      };
    }
    case "write":
      return write(docs, edit);
    case "append":
    case "retract":
      return note(docs, edit);
    default:
      return set(docs, edit, by);
  }
}

/** The replica id of copies that nobody ever sees. */
const NOBODY = 0;

/** Whether a list of edits can be carried out, each after the ones before it. */
export function allPossible(docs: Documents, edits: readonly Edit[], kept = false): boolean {
  if (!buildsOnItself(edits)) return edits.every((edit) => possible(docs, edit, kept));
  const copy = new Documents(NOBODY);
  for (const kind of new Set(edits.map((edit) => edit.document))) {
    Y.applyUpdate(copy.doc(kind), Y.encodeStateAsUpdate(docs.doc(kind)));
  }
  const all = edits.every((edit) => {
    if (!possible(copy, edit, kept)) return false;
    carryOut(copy, edit, ["", 0]);
    return true;
  });
  copy.destroy();
  return all;
}

/** Whether an edit needs what an earlier one in the list makes: then only trying tells. */
function buildsOnItself(edits: readonly Edit[]): boolean {
  const made = new Set<string>();
  for (const edit of edits) {
    if (edit.kind === "set_flat") continue;
    const record = `${edit.document} ${edit.root} ${edit.id ?? ""}`;
    if (made.has(record)) return true;
    if (edit.kind === "create" || edit.kind === "write") made.add(record);
  }
  return false;
}

function target(edit: { document: Edit["document"]; root: string; id: string }) {
  return { document: edit.document, root: edit.root, id: edit.id };
}

/** The register that an edit writes, and what it puts there. */
function register(
  docs: Documents,
  edit: Exclude<Edit, Create | Write | Note>,
): { map: Y.Map<unknown> | null; key: string; value: Plain } | null {
  if (edit.kind === "set_flat") {
    return { map: docs.map(edit.document, edit.root), key: edit.key, value: edit.value };
  }
  const map = docs.record(edit.document, edit.root, edit.id);
  switch (edit.kind) {
    case "set":
      return { map, key: edit.field, value: edit.value };
    case "set_key": {
      const inner = map?.get(edit.field);
      return { map: inner instanceof Y.Map ? inner : null, key: edit.key, value: edit.value };
    }
    case "throw_away":
      return { map, key: "gone", value: edit.gone };
    case "put_back":
      return { map, key: "gone", value: null };
  }
}

function logOf(docs: Documents, edit: Note): Y.Array<unknown> | null {
  const log = docs.record(edit.document, edit.root, edit.id)?.get(edit.field);
  return log instanceof Y.Array ? log : null;
}

/** The last entry of a log; null when it is empty. */
function lastOf(log: Y.Array<unknown>): Plain {
  return log.length === 0 ? null : plainOf(log.get(log.length - 1));
}

/** Adds an entry to a log, or takes the last one back if it is this one. */
function note(docs: Documents, edit: Note): Inverse | null {
  const log = logOf(docs, edit);
  if (log === null) return null;
  if (edit.kind === "append") {
    log.push([edit.entry]);
    return { edit: { ...edit, kind: "retract" }, expects: { kind: "value", value: edit.entry } };
  }
  if (!samePlain(lastOf(log), edit.entry)) return null;
  log.delete(log.length - 1, 1);
  return { edit: { ...edit, kind: "append" }, expects: { kind: "value", value: lastOf(log) } };
}

function set(
  docs: Documents,
  edit: Exclude<Edit, Create | Write | Note>,
  by: Stamp,
): Inverse | null {
  const spot = register(docs, edit);
  if (spot === null || spot.map === null) return null;
  const before = plainOf(spot.map.get(spot.key));
  if (samePlain(before, spot.value)) return null;
  if (spot.value === null) spot.map.delete(spot.key);
  else spot.map.set(spot.key, spot.value);
  const expects = { kind: "value", value: spot.value } as const;
  switch (edit.kind) {
    case "throw_away":
      // Thrown away twice: what is taken back is the whole, so it shows again.
      return { edit: { ...target(edit), kind: "put_back" }, expects };
    case "put_back":
      return {
        edit: { ...target(edit), kind: "throw_away", gone: isStamp(before) ? before : by },
        expects,
      };
    default:
      return { edit: { ...edit, value: before }, expects };
  }
}

function create(docs: Documents, edit: Create): Y.Map<unknown> | null {
  const schema = rootSchema(edit.document, edit.root);
  if (schema?.shape !== "records") return null;
  const record = new Y.Map<unknown>();
  docs.map(edit.document, edit.root).set(edit.id, record);
  for (const [name, field] of Object.entries(schema.fields)) {
    const start = edit.fields[name] ?? null;
    const nested = nestedOf(field, start);
    if (nested !== null) record.set(name, nested);
    else if (start !== null) record.set(name, start);
  }
  const known = new Set(Object.keys(schema.fields));
  for (const [name, value] of Object.entries(edit.fields)) {
    if (!known.has(name)) record.set(name, value);
  }
  return record;
}

/** The nested type that a field is made of, filled; null for a plain field. */
function nestedOf(field: Field, start: Plain): Y.Text | Y.Array<unknown> | Y.Map<unknown> | null {
  switch (field.kind) {
    case "text":
      return new Y.Text(typeof start === "string" ? start : "");
    case "log":
      return Y.Array.from(Array.isArray(start) ? [...start] : []);
    case "map": {
      const entries = typeof start === "object" && start !== null ? Object.entries(start) : [];
      return new Y.Map<unknown>(entries);
    }
    default:
      return null;
  }
}

function write(docs: Documents, edit: Write): Inverse | null {
  const text = docs.text(edit.document, edit.root, edit.id ?? null, edit.field ?? null);
  if (text === null) return null;
  const removed = text.toString().slice(edit.at, edit.at + edit.remove);
  if (removed === edit.insert) return null;
  if (edit.remove > 0) text.delete(edit.at, edit.remove);
  if (edit.insert !== "") text.insert(edit.at, edit.insert);
  return {
    edit: { ...edit, remove: edit.insert.length, insert: removed },
    expects: { kind: "text", text: text.toString() },
  };
}

/** Whether an inverse still finds what it expects. */
export function asExpected(docs: Documents, { edit, expects }: Inverse): boolean {
  switch (expects.kind) {
    case "text": {
      if (edit.kind !== "write") return false;
      const text = docs.text(edit.document, edit.root, edit.id ?? null, edit.field ?? null);
      return text?.toString() === expects.text;
    }
    case "untouched": {
      if (edit.kind !== "throw_away") return false;
      const record = docs.record(edit.document, edit.root, edit.id);
      return record !== null && samePlain(fieldsOf(record), expects.fields);
    }
    case "value": {
      if (edit.kind === "create" || edit.kind === "write") return false;
      if (isNote(edit)) {
        const log = logOf(docs, edit);
        return log !== null && samePlain(lastOf(log), expects.value);
      }
      const spot = register(docs, edit);
      return (
        spot !== null &&
        spot.map !== null &&
        samePlain(plainOf(spot.map.get(spot.key)), expects.value)
      );
    }
  }
}
