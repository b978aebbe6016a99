/**
 * A board as it was: two documents of an earlier version beside those of now. It says what differs and
 * brings records back by ordinary edits, as one step of undo, so that whatever came since can be had
 * again. The documents of the past are read and never written.
 */
import * as Y from "yjs";
import type { Fields, Plain } from "../generated/edits.ts";
import { DOCUMENTS, type DocumentKind, type Root } from "../generated/schema.ts";
import type { AnyRef } from "./board.ts";
import { fieldOf, isLowSurrogate } from "./check.ts";
import { Documents, parseRef, type Record, refOf } from "./documents.ts";
import { type Edit, fieldsOf, plainOf, samePlain } from "./edit.ts";
import { type Hand, isOpen, may, set, throwAway } from "./hand.ts";
import { goneOf, nameOf } from "./read.ts";
import { Store } from "./select.ts";
import type { Difference, Past } from "./session.ts";

/** In the order of writing: the structure before what stands in it. */
const KINDS = ["frame", "map"] as const satisfies readonly DocumentKind[];
/** The replica id of documents that nobody writes. */
const NOBODY = 0;

interface Sides {
  readonly hand: Hand;
  readonly then: Documents;
}

/** Reads a version; throws on bytes that are none. */
export function pastOf(hand: Hand, map: Uint8Array, frame: Uint8Array): Past {
  const then = new Documents(NOBODY);
  Y.applyUpdate(then.doc("frame"), frame);
  Y.applyUpdate(then.doc("map"), map);
  const store = new Store(then);
  const sides = { hand, then };
  return {
    store,
    differences: () => differences(sides),
    restore: (refs) =>
      bringBack(
        sides,
        refs.flatMap((ref) => editsFor(sides, ref)),
        refs.length,
      ),
    restoreAll: () => bringBack(sides, everything(sides), differences(sides).length),
    close: () => {
      store.close();
      then.destroy();
    },
  };
}

function bringBack({ hand }: Sides, edits: readonly Edit[], count: number): boolean {
  const { rights } = hand.me.get();
  if (edits.length === 0 || !edits.every(({ document }) => may(rights, document))) return false;
  // What stood there may stand there again, also if it could not be newly written.
  const inverses = hand.journal.commit(edits, true);
  if (inverses === null || inverses.length === 0) return false;
  hand.history.push({ name: "restore", count, subject: "" }, inverses);
  return true;
}

const rootsOf = (kind: DocumentKind): [string, Root][] => Object.entries(DOCUMENTS[kind]);

/** What is there and not in the bin. */
function shown(docs: Documents, kind: DocumentKind, root: string, id: string): Record | null {
  const record = docs.record(kind, root, id);
  return record === null || goneOf(record) !== null ? null : record;
}

function idsOf({ hand, then }: Sides, kind: DocumentKind, root: string): Set<string> {
  return new Set([...then.map(kind, root).keys(), ...hand.docs.map(kind, root).keys()]);
}

function differences(sides: Sides): readonly Difference[] {
  return KINDS.flatMap((kind) =>
    rootsOf(kind)
      .filter(([root, { shape }]) => shape === "records" && root !== "links")
      .flatMap(([root]) =>
        [...idsOf(sides, kind, root)].flatMap((id) => differs(sides, kind, root, id)),
      ),
  ).filter(({ what }) => what.trim() !== "");
}

function differs(sides: Sides, kind: DocumentKind, root: string, id: string): Difference[] {
  const before = shown(sides.then, kind, root, id);
  const now = shown(sides.hand.docs, kind, root, id);
  const ref = refOf(root, id);
  if (before === null) return now === null ? [] : [{ ref, how: "added", what: nameOf(now) }];
  if (now === null) return [{ ref, how: "gone", what: nameOf(before) }];
  return editsFor(sides, ref).length === 0 ? [] : [{ ref, how: "changed", what: nameOf(before) }];
}

/** What brings one record back to what it was. */
function editsFor({ hand, then }: Sides, ref: AnyRef): Edit[] {
  const place = parseRef(ref);
  const document = KINDS.find((kind) => Object.hasOwn(DOCUMENTS[kind], place?.root ?? ""));
  if (place === null || document === undefined || !isOpen(hand, ref)) return [];
  const { root, id } = place;
  const before = shown(then, document, root, id);
  if (before === null) return [];
  const now = hand.docs.record(document, root, id);
  const fields = fieldsOf(before);
  if (now === null) {
    return [{ kind: "create", document, root, id, fields: knownFields(document, root, fields) }];
  }
  const back: Edit[] = goneOf(now) === null ? [] : [{ kind: "put_back", document, root, id }];
  const names = new Set([...Object.keys(fields), ...now.keys()]);
  for (const name of names) back.push(...fieldBack(document, root, id, name, fields, now));
  return back;
}

function knownFields(document: DocumentKind, root: string, fields: Fields): Fields {
  const known = Object.entries(fields).filter(
    ([name]) => fieldOf(document, root, name) !== undefined && name !== "gone",
  );
  return Object.fromEntries(known);
}

function fieldBack(
  document: DocumentKind,
  root: string,
  id: string,
  name: string,
  fields: Fields,
  now: Record,
): Edit[] {
  const field = name === "gone" ? undefined : fieldOf(document, root, name);
  const before: Plain = fields[name] ?? null;
  const today = plainOf(now.get(name));
  // A log only grows, and a nested map is what was seen at one moment.
  if (field === undefined || field.kind === "log" || field.kind === "map") return [];
  if (samePlain(before, today) || (before === null && field.always)) return [];
  if (field.kind !== "text") return [set(document, { root, id }, name, before)];
  const write = rewritten(String(today ?? ""), String(before ?? ""));
  return [{ kind: "write", document, root, id, field: name, ...write }];
}

/** The one splice that makes one text of another and leaves what is alike. */
function rewritten(now: string, then: string): { at: number; remove: number; insert: string } {
  let at = 0;
  while (at < Math.min(now.length, then.length) && now[at] === then[at]) at += 1;
  if (isLowSurrogate(now.charCodeAt(at)) || isLowSurrogate(then.charCodeAt(at))) at -= 1;
  let tail = 0;
  const most = Math.min(now.length, then.length) - at;
  while (tail < most && now.at(-1 - tail) === then.at(-1 - tail)) tail += 1;
  if (tail > 0 && isLowSurrogate(now.charCodeAt(now.length - tail))) tail -= 1;
  return { at, remove: now.length - tail - at, insert: then.slice(at, then.length - tail) };
}

/** All records, values and passages as they were; what came since goes to the bin. */
function everything(sides: Sides): Edit[] {
  const { hand, then } = sides;
  const edits: Edit[] = [];
  for (const kind of KINDS) {
    for (const [root, { shape }] of rootsOf(kind)) {
      if (shape === "text") {
        const [now, before] = [hand.docs, then].map((docs) =>
          docs.doc(kind).getText(root).toString(),
        );
        if (now === before || now === undefined || before === undefined) continue;
        edits.push({ kind: "write", document: kind, root, ...rewritten(now, before) });
      } else if (shape === "flat") edits.push(...flatBack(sides, kind, root));
      else edits.push(...recordsBack(sides, kind, root));
    }
  }
  return edits;
}

function flatBack({ hand, then }: Sides, document: DocumentKind, root: string): Edit[] {
  const keys = new Set([
    ...then.map(document, root).keys(),
    ...hand.docs.map(document, root).keys(),
  ]);
  return [...keys].flatMap((key): Edit[] => {
    const field = fieldOf(document, root, key);
    const value = plainOf(then.map(document, root).get(key));
    const same = samePlain(value, plainOf(hand.docs.map(document, root).get(key)));
    if (field === undefined || same || (value === null && field.always)) return [];
    return [{ kind: "set_flat", document, root, key, value }];
  });
}

function recordsBack(sides: Sides, document: DocumentKind, root: string): Edit[] {
  const { hand, then } = sides;
  return [...idsOf(sides, document, root)].flatMap((id): Edit[] => {
    const ref = refOf(root, id);
    if (shown(then, document, root, id) !== null) return editsFor(sides, ref);
    if (shown(hand.docs, document, root, id) === null || !isOpen(hand, ref)) return [];
    return [throwAway(document, { root, id }, hand.journal.stamp())];
  });
}
