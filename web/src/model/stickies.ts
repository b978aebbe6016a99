/**
 * The words for stickies that are there: recolour, throw away, put back. Each works out its
 * edits from what the store shows and performs them as one step of undo. Writes to `map`, and to
 * the bin's register of any record.
 */
import * as Y from "yjs";
import type { AnyRef, Binned, Sticky } from "./board.ts";
import { openStickies } from "./details.ts";
import { documentOf, parseRef } from "./documents.ts";
import type { Edit } from "./edit.ts";
import { type Hand, isOpen, may, perform, set, throwAway } from "./hand.ts";
import { goneOf, readPhase } from "./read.ts";
import type { Edits } from "./session.ts";

export type StickyEdits = Pick<Edits, "recolour" | "throwAway" | "putBack" | "discard">;

export function stickyEdits(hand: Hand): StickyEdits {
  return {
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
  for (const id of linksOf(hand, back)) {
    edits.push({ kind: "put_back", document: "map", root: "links", id });
  }
  return perform(hand, "put_back", edits, back[0]?.what ?? "", back.length);
}

/** The links that went at the same moment as one of these, and bind it. */
function linksOf(hand: Hand, back: readonly Binned[]): readonly string[] {
  const found: string[] = [];
  for (const [id, record] of hand.docs.map("map", "links")) {
    const gone = record instanceof Y.Map ? goneOf(record) : null;
    if (gone === null || !(record instanceof Y.Map)) continue;
    const ends = [record.get("from"), record.get("to")];
    if (back.some((one) => one.on === gone[1] && ends.includes(one.ref))) found.push(id);
  }
  return found;
}

function parentOf(hand: Hand, phase: string): string | null {
  const record = hand.docs.record("frame", "phases", phase);
  return record === null ? null : readPhase(phase, record).parent;
}
