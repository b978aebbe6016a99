/**
 * What all words of the journey share: who writes, what may be written, and doing something as one
 * named step of undo. `stickies.ts` and `structure.ts` build on it; nothing here knows what a sticky
 * or a phase is.
 */
import type { Plain } from "../generated/edits.ts";
import type { DocumentKind, Stamp } from "../generated/schema.ts";
import type { AnyRef } from "./board.ts";
import { type Documents, parseRef } from "./documents.ts";
import type { Edit } from "./edit.ts";
import type { Journal } from "./journal.ts";
import type { Env } from "./outside.ts";
import type { Store } from "./select.ts";
import type { Closed, DeedName, Me, Rights } from "./session.ts";
import type { History } from "./undo.ts";
import type { Value } from "./value.ts";
import { newId, shortened } from "./words.ts";

export interface Hand {
  readonly docs: Documents;
  readonly store: Store;
  readonly journal: Journal;
  readonly history: History;
  readonly me: Value<Me>;
  readonly env: Env;
}

/** Whether somebody with these rights may change that document. */
export function may(rights: Rights, document: DocumentKind): boolean {
  switch (document) {
    case "map":
    case "drafts":
      return rights.map;
    case "frame":
      return rights.frame;
    case "notes":
      return rights.notes;
    case "talk":
      return false;
  }
}

/** Carries out edits as one step of undo; whether they changed anything. */
export function perform(
  hand: Hand,
  name: DeedName,
  edits: readonly Edit[],
  subject: string,
  count: number = edits.length,
): boolean {
  if (edits.length === 0 || !edits.every((edit) => may(hand.me.get().rights, edit.document)))
    return false;
  const inverses = hand.journal.commit(edits);
  if (inverses === null || inverses.length === 0) return false;
  hand.history.push({ name, count, subject: shortened(subject) }, inverses);
  return true;
}

export function idFor(hand: Hand): string {
  return newId(hand.env);
}

export function jitter(hand: Hand): number {
  return hand.env.random();
}

export function set(
  document: DocumentKind,
  ref: { readonly root: string; readonly id: string },
  field: string,
  value: Plain,
): Edit {
  return { kind: "set", document, root: ref.root, id: ref.id, field, value };
}

export function throwAway(
  document: DocumentKind,
  ref: { readonly root: string; readonly id: string },
  gone: Stamp,
): Edit {
  return { kind: "throw_away", document, root: ref.root, id: ref.id, gone };
}

/** Which of the session's switches keeps this person off a record, if any. Against accidents only. */
export function closedBy(
  { docs, store, me }: Pick<Hand, "docs" | "store" | "me">,
  ref: AnyRef,
): Closed | null {
  const { rights, member } = me.get();
  if (rights.lead) return null;
  if (docs.map("talk", "locks").get(ref) === true) return "locked";
  const place = parseRef(ref);
  if (place?.root !== "stickies" || !store.switches.get().ownOnly) return null;
  const sticky = store.sticky(place.id).get();
  return sticky === null || sticky.by === member ? null : "own_only";
}

export function isOpen(hand: Hand, ref: AnyRef): boolean {
  return closedBy(hand, ref) === null;
}
