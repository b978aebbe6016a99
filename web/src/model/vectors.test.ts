/**
 * Replays `tests/vectors`, which Rust replays too: order keys, edits with their inverses, and how a
 * board reads, from our own documents and from the bytes that yrs wrote. What this page does not
 * show yet is not compared.
 */
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { DocumentKind, Stamp } from "../generated/schema.ts";
import { allPossible, asExpected, carryOut } from "./apply.ts";
import type { Board, Sticky } from "./board.ts";
import { possible } from "./check.ts";
import { Documents, LOCAL, REMOTE } from "./documents.ts";
import { type Edit, type Inverse, isNote } from "./edit.ts";
import { between, many } from "./order.ts";
import { Store } from "./select.ts";

type Json = { readonly [key: string]: unknown };

interface Step {
  readonly on: number;
  readonly document: DocumentKind;
  readonly by?: Stamp;
  readonly edits?: readonly Edit[];
  readonly inverse?: readonly Inverse[];
  readonly writes?: boolean;
  readonly error?: string;
  readonly undo?: number;
  readonly left?: readonly number[];
  readonly redo?: readonly Inverse[];
  readonly learn?: number;
  readonly bytes?: string;
}

interface Case {
  readonly name: string;
  readonly steps?: readonly Step[];
  readonly updates?: Readonly<Record<string, string>>;
  readonly board: Json;
}

interface Order {
  readonly between: readonly (Ends & { readonly key: string })[];
  readonly many: readonly (Ends & { readonly count: number; readonly keys: readonly string[] })[];
}

interface Ends {
  readonly below: string | null;
  readonly above: string | null;
  readonly jitter: number;
}

const FILES = import.meta.glob<unknown>("../../../tests/vectors/*.json", {
  eager: true,
  import: "default",
});

function file<T>(name: string): T {
  const found = Object.entries(FILES).find(([path]) => path.endsWith(`/${name}.json`));
  return found?.[1] as T;
}

const CASES = ["edits", "reading", "yjs"].flatMap((name) =>
  file<readonly Case[]>(name).map((one) => ({ ...one, name: `${name}: ${one.name}` })),
);

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Replicas by number, made when they are first named. */
class Replicas {
  readonly #all = new Map<number, Documents>();

  of(number: number): Documents {
    const docs = this.#all.get(number) ?? new Documents(number);
    this.#all.set(number, docs);
    return docs;
  }
}

function perform(docs: Documents, step: Step, edits: readonly Edit[]): (Inverse | null)[] {
  const by = step.by ?? ["", 0];
  return docs
    .doc(step.document)
    .transact(() => edits.map((edit) => carryOut(docs, edit, by)), LOCAL);
}

function replayEdits(docs: Documents, step: Step, edits: readonly Edit[]): void {
  const right = edits.every((edit) => edit.document === step.document);
  const can = right && allPossible(docs, edits);
  expect(can).toBe(step.error === undefined);
  if (!can) return;
  const before = Y.encodeStateAsUpdate(docs.doc(step.document));
  const inverse = perform(docs, step, edits).filter((one) => one !== null);
  expect(inverse.reverse()).toEqual(step.inverse);
  const after = Y.encodeStateAsUpdate(docs.doc(step.document));
  expect(String(after) !== String(before)).toBe(step.writes);
}

function recordOf(edit: Edit): string {
  return edit.kind === "set_flat" ? "" : `${edit.root}/${edit.id}`;
}

function replayUndo(docs: Documents, step: Step, list: readonly Inverse[]): void {
  const left: number[] = [];
  const redo: Inverse[] = [];
  const told = list
    .filter((one) => isNote(one.edit) && !asExpected(docs, one))
    .map(({ edit }) => recordOf(edit));
  for (const [index, one] of list.entries()) {
    const gone = step.by ?? ["", 0];
    const edit: Edit = one.edit.kind === "throw_away" ? { ...one.edit, gone } : one.edit;
    const stays = told.includes(recordOf(edit));
    if (stays || !possible(docs, edit, true) || !asExpected(docs, one)) left.push(index);
    else redo.push(...perform(docs, step, [edit]).filter((back) => back !== null));
  }
  expect(left).toEqual(step.left);
  expect(redo.reverse()).toEqual(step.redo);
}

function replay(replicas: Replicas, steps: readonly Step[]): void {
  for (const step of steps) {
    const docs = replicas.of(step.on);
    const doc = docs.doc(step.document);
    if (step.edits !== undefined) replayEdits(docs, step, step.edits);
    if (step.undo !== undefined) {
      const undone = steps[step.undo];
      replayUndo(docs, step, undone?.inverse ?? undone?.redo ?? []);
    }
    if (step.bytes !== undefined) Y.applyUpdate(doc, bytesOf(step.bytes), REMOTE);
    if (step.learn !== undefined) {
      const theirs = replicas.of(step.learn).doc(step.document);
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs), REMOTE);
    }
  }
}

function list(board: Json, name: string): readonly Json[] {
  return (board[name] ?? []) as readonly Json[];
}

/** A sticky in the form of the vectors; references that lead nowhere are left out there. */
function stickyForm(board: Board, store: Store, sticky: Sticky): Json {
  const { id, layer, lane, phase, rank, text, color, by, on } = sticky;
  const words = { evidence: sticky.evidence, channel: sticky.channel, bucket: sticky.bucket };
  const given = Object.entries(words).filter(([, value]) => value !== null);
  const tags = store.tags.get().map((tag) => tag.id);
  const personas = board.personas.map((persona) => persona.id);
  return {
    id,
    at: [layer, lane, phase, rank],
    text,
    color,
    by,
    on,
    ...Object.fromEntries(given),
    tag: sticky.tags.filter((tag) => tags.includes(tag)),
    persona: sticky.personas.filter((persona) => personas.includes(persona)),
  };
}

const SHOWN = new Set([
  "id",
  "at",
  "text",
  "color",
  "by",
  "on",
  "evidence",
  "channel",
  "bucket",
  "tag",
  "persona",
]);

function known(sticky: Json): Json {
  return Object.fromEntries(Object.entries(sticky).filter(([field]) => SHOWN.has(field)));
}

function expectBoard(docs: Documents, expected: Json): void {
  const store = new Store(docs);
  const board = store.read();
  const form = (id: string): Json => {
    const sticky = board.stickies.get(id);
    return sticky === undefined ? {} : stickyForm(board, store, sticky);
  };
  const columns = store.structure("any").get().columns;
  expect(columns.map(({ phase, whole }) => ({ phase, whole }))).toEqual(expected["columns"]);
  const phases = store.phases.flatMap((phase) => [phase, ...phase.steps]);
  expect(
    phases.map(({ id, parent, steps }) => ({ id, parent, steps: steps.map((step) => step.id) })),
  ).toEqual(list(expected, "phases").map(({ id, parent, steps }) => ({ id, parent, steps })));
  const cells = board.cells.map((cell) => ({ ...cell, stickies: cell.stickies.map(form) }));
  expect(cells).toEqual(
    list(expected, "cells").map((cell) => ({
      ...cell,
      stickies: list(cell, "stickies").map(known),
    })),
  );
  expect(board.unplaced.map(form)).toEqual(list(expected, "unplaced").map(known));
  expect(board.bin.map(({ root, id, by, on }) => ({ root, id, by, on }))).toEqual(
    list(expected, "bin")
      .filter(({ document }) => document !== "talk")
      .map(({ root, record, by, on }) => ({ root, id: (record as Json)["id"], by, on })),
  );
  expectLists(board, store, expected);
  store.close();
}

function expectLists(board: Board, store: Store, expected: Json): void {
  const titles = (all: readonly { readonly id: string; readonly title?: string }[]) =>
    all.map(({ id, title }) => ({ id, title }));
  for (const [name, ours] of [
    ["stages", board.stages],
    ["layers", board.layers],
    ["lanes", store.lanes],
    ["tags", store.tags.get()],
    ["teams", store.teams.get()],
  ] as const) {
    expect(titles(ours), name).toEqual(titles(list(expected, name) as unknown as typeof ours));
  }
  expect(board.personas.map(({ id, name, who, labels }) => [id, name, who, labels])).toEqual(
    list(expected, "personas").map(({ id, name, who, label }) => [id, name, who, label]),
  );
  for (const { layer, persona, phase, value } of list(expected, "heartbeat")) {
    expect(store.heartbeat(String(layer), String(persona), String(phase)).get()).toBe(value);
  }
  const { title = "", description = "" } = expected["meta"] as Json;
  expect([board.meta.title, board.meta.description]).toEqual([title, description]);
}

test.each(CASES.filter((one) => !one.name.endsWith(": purge")))("$name", (one) => {
  const replicas = new Replicas();
  replay(replicas, one.steps ?? []);
  expectBoard(replicas.of(1), one.board);
  const read = new Documents(99);
  for (const [kind, update] of Object.entries(one.updates ?? {})) {
    Y.applyUpdate(read.doc(kind as DocumentKind), bytesOf(update), REMOTE);
  }
  expectBoard(read, one.board);
});

test("order keys are the same in both languages", () => {
  const order = file<Order>("order");
  for (const { below, above, jitter, key } of order.between) {
    expect(between(below, above, jitter), `${below} ${above} ${jitter}`).toBe(key);
  }
  for (const { below, above, count, jitter, keys } of order.many) {
    expect(many(below, above, count, jitter)).toEqual(keys);
  }
  expect(order.between.length + order.many.length).toBeGreaterThan(20);
});
