/**
 * The words for stickies: add, move, copy, recolour, throw away, put back. Each works out its
 * edits from what the store shows and performs them as one step of undo. Writes to `map`, and to
 * the bin's register of any record.
 */
import type { Fields } from "../generated/edits.ts";
import { STICKIES_MAX, STICKY_TEXT_MAX } from "../generated/limits.ts";
import type { Color } from "../generated/schema.ts";
import type { AnyRef, Sticky } from "./board.ts";
import { openStickies } from "./details.ts";
import { documentOf, parseRef } from "./documents.ts";
import type { Edit } from "./edit.ts";
import { type Hand, idFor, isOpen, jitter, may, perform, set, throwAway } from "./hand.ts";
import { readPhase } from "./read.ts";
import type { Edits, Spot } from "./session.ts";
import { isInPlace, ranksAt } from "./words.ts";

export type StickyEdits = Pick<
  Edits,
  | "addSticky"
  | "addStickies"
  | "moveStickies"
  | "copyStickies"
  | "recolour"
  | "throwAway"
  | "putBack"
  | "discard"
>;

const FIRST_COLOR: Color = "yellow";

export function stickyEdits(hand: Hand): StickyEdits {
  return {
    addSticky: (at, text = "", color = FIRST_COLOR) => add(hand, at, [text], color)[0] ?? null,
    addStickies: (at, texts, color = FIRST_COLOR) => add(hand, at, texts, color),
    moveStickies: (ids, to) => move(hand, ids, to),
    copyStickies: (ids, to) => copy(hand, ids, to),
    recolour: (ids, color) => {
      const open = openStickies(hand, ids);
      const edits = open.map((sticky) => set("map", ref(sticky), "color", color));
      return perform(hand, "recolour", edits, subjectOf(open));
    },
    throwAway: (records) => bin(hand, records),
    putBack: (records) => unbin(hand, records),
    discard: (id) => discard(hand, id),
  };
}

function ref(sticky: Sticky): { root: string; id: string } {
  return { root: "stickies", id: sticky.id };
}

function subjectOf(stickies: readonly Sticky[]): string {
  return stickies[0]?.text ?? "";
}

/** Order keys for stickies that come to stand at a spot. */
function ranks(hand: Hand, to: Spot, moving: readonly string[], count: number): readonly string[] {
  const siblings: Sticky[] = [];
  for (const id of hand.store.cell(to.layer, to.lane, to.phase).get()) {
    const sticky = hand.store.sticky(id).get();
    if (sticky !== null) siblings.push(sticky);
  }
  return ranksAt(siblings, to.before, new Set(moving), count, jitter(hand));
}

function room(hand: Hand, count: number): boolean {
  return hand.store.count.get() + count <= STICKIES_MAX;
}

function create(hand: Hand, to: Spot, rank: string, fields: Fields): Edit & { kind: "create" } {
  const [by, on] = hand.journal.stamp();
  const at = [to.layer, to.lane, to.phase, rank];
  const id = idFor(hand);
  return {
    kind: "create",
    document: "map",
    root: "stickies",
    id,
    fields: { ...fields, at, by, on },
  };
}

function add(hand: Hand, to: Spot, texts: readonly string[], color: Color): readonly string[] {
  if (!room(hand, texts.length)) return [];
  const keys = ranks(hand, to, [], texts.length);
  const edits = texts.map((text, index) =>
    create(hand, to, keys[index] ?? "", { text: text.slice(0, STICKY_TEXT_MAX), color }),
  );
  const done = perform(hand, "add_sticky", edits, texts[0] ?? "");
  return done ? edits.map((edit) => edit.id) : [];
}

function move(hand: Hand, ids: readonly string[], to: Spot): boolean {
  const stickies = openStickies(hand, ids);
  const moving = stickies.map((sticky) => sticky.id);
  const order = hand.store.cell(to.layer, to.lane, to.phase).get();
  if (isInPlace(order, to.before, moving)) return false;
  const keys = ranks(hand, to, moving, moving.length);
  const edits = stickies.map((sticky, index) =>
    set("map", ref(sticky), "at", [to.layer, to.lane, to.phase, keys[index] ?? ""]),
  );
  return perform(hand, "move_sticky", edits, subjectOf(stickies));
}

function copy(hand: Hand, ids: readonly string[], to: Spot): readonly string[] {
  const stickies = [...new Set(ids)]
    .map((id) => hand.store.sticky(id).get())
    .filter((sticky): sticky is Sticky => sticky !== null);
  if (!room(hand, stickies.length)) return [];
  const keys = ranks(hand, to, [], stickies.length);
  const edits = stickies.map((sticky, index) => {
    const { text, color, evidence, channel, bucket, tags, personas } = sticky;
    const words = { evidence, channel, bucket };
    const given = Object.entries(words).filter(([, value]) => value !== null);
    const sets = [...tags.map((tag) => `tag:${tag}`), ...personas.map((one) => `persona:${one}`)];
    return create(hand, to, keys[index] ?? "", {
      text,
      color,
      ...Object.fromEntries(given),
      ...Object.fromEntries(sets.map((key) => [key, true])),
    });
  });
  const done = perform(hand, "copy_sticky", edits, subjectOf(stickies));
  return done ? edits.map((edit) => edit.id) : [];
}

function bin(hand: Hand, records: readonly AnyRef[]): boolean {
  const edits: Edit[] = [];
  let subject = "";
  for (const record of new Set(records)) {
    const place = parseRef(record);
    const document = place === null ? null : documentOf(place.root);
    if (place === null || document === null || !isOpen(hand, record)) continue;
    const stored = hand.docs.record(document, place.root, place.id);
    if (stored === null || stored.has("gone")) continue;
    edits.push(throwAway(document, place, hand.journal.stamp()));
    if (subject === "" && place.root === "stickies") {
      subject = hand.store.sticky(place.id).get()?.text ?? "";
    }
  }
  return perform(hand, "throw_away", edits, subject);
}

/** The words are gone already; with them goes what held them. */
function discard(hand: Hand, id: string): boolean {
  const [sticky] = openStickies(hand, [id]);
  if (sticky === undefined || !may(hand.me.get().rights, "map")) return false;
  const inverses = hand.journal.commit([throwAway("map", ref(sticky), hand.journal.stamp())]);
  if (inverses === null || inverses.length === 0) return false;
  hand.history.pushDiscard(`stickies/${id}`, sticky.text, inverses);
  return true;
}

function unbin(hand: Hand, records: readonly AnyRef[]): boolean {
  const wanted = new Set(records);
  const binned = hand.store.bin.get();
  const back = binned.filter((one) => wanted.has(one.ref));
  // Steps that went together with their phase come back together with it.
  const steps = binned.filter(
    (step) =>
      step.root === "phases" &&
      !wanted.has(step.ref) &&
      back.some((one) => one.id === parentOf(hand, step.id) && one.on === step.on),
  );
  const edits: Edit[] = [];
  for (const { root, id } of [...back, ...steps]) {
    const document = documentOf(root);
    if (document !== null) edits.push({ kind: "put_back", document, root, id });
  }
  return perform(hand, "put_back", edits, back[0]?.what ?? "", back.length);
}

function parentOf(hand: Hand, phase: string): string | null {
  const record = hand.docs.record("frame", "phases", phase);
  return record === null ? null : readPhase(phase, record).parent;
}
