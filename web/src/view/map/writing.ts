/**
 * What the keys of a writer mean: finishing, the next sticky, the next phase, lines that were
 * pasted. Says how writing ends; the editor only carries it out.
 */

import { pasteOrAsk } from "../../actions/clipboard.ts";
import type { Desk } from "../../actions/desk.ts";
import { below, columnBeside, isPlace, paperFor, spot, stickiesAt } from "../../actions/places.ts";
import { addAndWrite } from "../../actions/stickies.ts";
import { handFor } from "./use-hand.ts";

/** Where a writer goes on. */
export type Then = "stay" | "below" | "beside" | "above" | "leave";

/** Ends writing on a sticky. An empty one disappears. `blank` says whether there is nothing on it. */
export function finish(desk: Desk, id: string, blank: boolean, then: Then): void {
  const now = desk.writing.get();
  if (now?.kind !== "sticky" || now.id !== id) return;
  const sticky = desk.session.store.sticky(id).get();
  if (sticky === null) {
    desk.writing.set(null);
    return;
  }
  const { lane, phase, gone } = sticky;
  const ids = stickiesAt(desk, lane, phase);
  const above = ids[ids.indexOf(id) - 1] ?? null;
  const next = below(desk, lane, phase, id);
  desk.writing.set(null);
  if (blank && gone === null) desk.session.edits.discard(id);
  if (then === "leave") return;
  const stays = !blank && gone === null;
  goOn(desk, { id, lane, phase, above, next, stays }, then);
}

interface From {
  readonly id: string;
  readonly lane: string;
  readonly phase: string;
  readonly above: string | null;
  readonly next: string | null;
  /** Whether the sticky is still there. */
  readonly stays: boolean;
}

function goOn(desk: Desk, from: From, then: Then): void {
  const { id, lane, phase, above, next, stays } = from;
  const hand = handFor(desk, null);
  if (!isPlace(desk, lane, phase)) {
    // Others took the lane or the phase away meanwhile: there is no next place there.
    desk.focus({ kind: "sticky", id, lane, phase });
    return;
  }
  const column = then === "beside" ? columnBeside(desk, phase, 1) : null;
  if (column !== null) addAndWrite(hand, lane, column.phase, null);
  else if (then === "above" && above !== null) desk.write(above);
  else if (then === "below" && stays) addAndWrite(hand, lane, phase, next);
  else desk.focus(stays ? { kind: "sticky", id, lane, phase } : { kind: "cell", lane, phase });
}

/** Lines that were pasted while writing: each after the first becomes a sticky below. */
export function pasteBelow(desk: Desk, id: string, lines: readonly string[]): void {
  const sticky = desk.session.store.sticky(id).get();
  if (sticky === null) return;
  const { lane, phase } = sticky;
  const to = spot(desk, lane, phase, below(desk, lane, phase, id));
  const coming = [{ texts: lines, to, color: paperFor(desk, lane) }];
  desk.writing.set(null);
  pasteOrAsk(handFor(desk, null), { kind: "new", coming, count: lines.length });
}
