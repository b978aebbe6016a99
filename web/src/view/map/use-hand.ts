/** What an action works with, made for an element: its target, the words and where a menu opens. */
import { useCallback } from "react";
import type { Hand } from "../../actions/action.ts";
import type { Desk, Point } from "../../actions/desk.ts";
import { words } from "../../i18n/language.ts";
import { useDesk } from "./desk-context.ts";
import { pointBelow, targetOf } from "./element.ts";

export function handFor(desk: Desk, element: Element | null, at?: Point): Hand {
  const point = at ?? (element === null ? { x: 0, y: 0 } : pointBelow(element));
  return { desk, words: words(), target: targetOf(element), at: point };
}

export function useHand(): (element: Element | null, at?: Point) => Hand {
  const desk = useDesk();
  return useCallback((element, at) => handFor(desk, element, at), [desk]);
}
