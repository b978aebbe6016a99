/**
 * What the keys of a writer mean: finishing, the next sticky, the next phase, lines that were
 * pasted. Says how writing ends; the editor only carries it out.
 */
import { addAndWrite, addLines } from "../../actions/stickies.ts";
import type { Desk } from "../../actions/desk.ts";
import { below, columnBeside, stickiesAt } from "../../actions/places.ts";
import { handFor } from "./use-hand.ts";

/** Where a writer goes on. */
export type Then = "stay" | "below" | "beside" | "above" | "leave";

/** Ends writing on a sticky. An empty one disappears. `blank` says whether there is nothing on it. */
export function finish(desk: Desk, id: string, blank: boolean, then: Then): void {
  if (desk.writing.get()?.kind !== "sticky") return;
  const sticky = desk.session.store.sticky(id).get();
  desk.writing.set(null);
  if (sticky === null) return;
  const { lane, phase } = sticky;
  if (sticky.gone !== null) {
    if (then !== "leave") desk.focus({ kind: "cell", lane, phase });
    return;
  }
  const ids = stickiesAt(desk, lane, phase);
  const index = ids.indexOf(id);
  const hand = handFor(desk, null);
  const next = below(desk, lane, phase, id);
  if (blank) desk.session.edits.throwAway([`stickies/${id}`]);
  if (then === "leave") return;
  if (then === "beside") {
    const column = columnBeside(desk, phase, 1);
    if (column !== null) addAndWrite(hand, lane, column.phase, null);
    else desk.focus({ kind: "sticky", id, lane, phase });
    return;
  }
  const above = ids[index - 1];
  if (then === "above" && above !== undefined) desk.write(above);
  else if (then === "below" && !blank) addAndWrite(hand, lane, phase, next);
  else if (blank) desk.focus({ kind: "cell", lane, phase });
  else desk.focus({ kind: "sticky", id, lane, phase });
}

/** Lines that were pasted while writing: each after the first becomes a sticky below. */
export function pasteBelow(desk: Desk, id: string, lines: readonly string[]): void {
  const sticky = desk.session.store.sticky(id).get();
  if (sticky === null) return;
  const { lane, phase } = sticky;
  const before = below(desk, lane, phase, id);
  const ids = addLines(handFor(desk, null), lane, phase, before, lines.join("\n"));
  const last = ids.at(-1);
  desk.writing.set(null);
  if (last !== undefined) desk.focus({ kind: "sticky", id: last, lane, phase });
}
