/** The keys of a line in the list: up and down walk, the rest means what it means on the map. */
import { type KeyboardEvent, type RefObject, useCallback } from "react";
import type { Desk } from "../../actions/desk.ts";
import { meant } from "../../actions/keys.ts";
import { actions } from "../../actions/table.ts";
import { words } from "../../i18n/language.ts";
import { pointBelow } from "../map/element.ts";
import { targetIn } from "./target-in.ts";

const LINES = ".outline-text, .outline-add";

function neighbour(list: HTMLElement, from: Element, key: string): HTMLElement | null {
  if (key !== "ArrowUp" && key !== "ArrowDown") return null;
  const lines = [...list.querySelectorAll<HTMLElement>(LINES)].filter(
    (line) => line.offsetParent !== null,
  );
  const at = from instanceof HTMLElement ? lines.indexOf(from) : -1;
  return at < 0 ? null : (lines[at + (key === "ArrowUp" ? -1 : 1)] ?? null);
}

/** Walks, or does what the key means for this line; whether it was for the list. */
function onKey(desk: Desk, list: HTMLElement, element: Element, event: KeyboardEvent): boolean {
  const held = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  const next = held ? null : neighbour(list, element, event.key);
  if (next !== null) {
    next.focus();
    return true;
  }
  // A button does by itself what Enter and the space bar mean.
  const target = targetIn(element);
  if (event.key === "Enter" || event.key === " " || target.kind !== "sticky") return false;
  const hand = { desk, words: words(), target, at: pointBelow(element) };
  const action = meant(actions, event, hand, desk.letters.get());
  action?.run?.(hand);
  return action !== null;
}

export function useListKeys(desk: Desk, list: RefObject<HTMLElement | null>) {
  return useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const element = event.target instanceof Element ? event.target : null;
      if (element === null || list.current === null || event.nativeEvent.isComposing) return;
      if (!onKey(desk, list.current, element, event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    [desk, list],
  );
}
