/**
 * What a key does on the map: walking, going in and out, starting a sticky by typing, and else what
 * the table of actions says. The editor and the title fields keep their own keys.
 */

import { flushSync } from "react-dom";
import type { Hand } from "../../actions/action.ts";
import type { Desk } from "../../actions/desk.ts";
import { composes, meant, printable, spell } from "../../actions/keys.ts";
import { paperFor, spot } from "../../actions/places.ts";
import { sayChosen } from "../../actions/selecting.ts";
import { addAndWrite } from "../../actions/stickies.ts";
import { actions } from "../../actions/table.ts";
import { elementOf, unfold } from "./element.ts";
import { handFor } from "./use-hand.ts";
import { walk } from "./walk.ts";

/** Where keys are for what stands there. */
export const WRITES = "input, textarea, select, [contenteditable], dialog, [role=menu]";
const WALKS = /^(?:Arrow(?:Up|Down|Left|Right)|Home|End|Page(?:Up|Down))$/;

/** Starts a sticky in a cell with its first letter, or with none yet. The writing is there at once. */
function startTyping(desk: Desk, hand: Hand, letter: string): boolean {
  const { target } = hand;
  if (target.kind !== "cell" || !desk.session.me.get().rights.map) return false;
  const at = spot(desk, target.lane, target.phase, null);
  const id = desk.session.edits.addSticky(at, letter, paperFor(desk, target.lane));
  if (id === null) return false;
  flushSync(() => desk.write(id));
  return true;
}

function goIn(desk: Desk, hand: Hand, cell: Element): boolean {
  if (hand.target.kind !== "cell") return false;
  const first = cell.querySelector<HTMLElement>(".sticky");
  if (first !== null) first.focus();
  else if (desk.session.me.get().rights.map) {
    addAndWrite(hand, hand.target.lane, hand.target.phase, null);
  }
  return true;
}

function goOut({ target }: Hand): boolean {
  if (target.kind !== "sticky") return false;
  const cell = elementOf({ kind: "cell", lane: target.lane, phase: target.phase });
  cell?.focus();
  return cell !== null;
}

function walkFrom(event: KeyboardEvent, map: HTMLElement, from: Element): boolean {
  if (!WALKS.test(event.key) || event.altKey || event.shiftKey) return false;
  const far = event.ctrlKey || event.metaKey;
  if (far && event.key.startsWith("Arrow")) return false;
  const to = walk(map, from, event.key, far);
  if (to === null) return false;
  unfold(to).focus();
  return true;
}

/** Shift and an arrow: the next sticky that way comes to the selection. */
function extendFrom(desk: Desk, map: HTMLElement, event: KeyboardEvent, active: Element): boolean {
  if (!event.shiftKey || !event.key.startsWith("Arrow") || event.ctrlKey || event.metaKey) {
    return false;
  }
  const from = active.closest<HTMLElement>(".sticky")?.dataset["sticky"];
  let to = from === undefined ? null : walk(map, active, event.key, false);
  while (to !== null && !to.classList.contains("sticky")) to = walk(map, to, event.key, false);
  const id = to?.dataset["sticky"];
  if (to === null || from === undefined || id === undefined) return false;
  desk.selection.extend(from, id);
  const shown = unfold(to);
  shown.focus();
  sayChosen(handFor(desk, shown));
  return true;
}

/** What the grid does by itself, before the table of actions is asked. */
function onGrid(desk: Desk, map: HTMLElement, event: KeyboardEvent, active: Element): boolean {
  const hand = handFor(desk, active);
  if (walkFrom(event, map, active) || extendFrom(desk, map, event, active)) return true;
  if ((event.key === "Enter" || event.key === "F2") && goIn(desk, hand, active)) return true;
  if (event.key === "Escape" && desk.selection.size === 0 && goOut(hand)) return true;
  return printable(event) && event.key !== " " && startTyping(desk, hand, event.key);
}

/** Whether the key was for the board. */
export function onMapKey(desk: Desk, map: HTMLElement, event: KeyboardEvent): boolean {
  const active = document.activeElement;
  if (event.isComposing || active === null || active.closest(WRITES) !== null) return false;
  // What is about the board as a whole is heard under every view, and not by the map.
  if (map.closest("[inert]") !== null) return false;
  const button = active.closest("button, a") !== null;
  const onMap = map.contains(active) && active !== map && !button;
  if (onMap && composes(event)) {
    // The browser itself puts what is composed in the writing that stands open from here on.
    startTyping(desk, handFor(desk, active), "");
    return false;
  }
  if (onMap && onGrid(desk, map, event, active)) return true;
  // What the space bar means is known when it is let go: `panning.ts`.
  if (onMap && spell(event) === " ") return true;
  if (button && (event.key === "Enter" || event.key === " ")) return false;
  const hand = handFor(desk, active);
  const action = meant(actions, event, hand, desk.letters.get());
  action?.run?.(hand);
  return action !== null;
}
