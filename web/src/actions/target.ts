/**
 * What the focus is on, in the words of the board: the thing an action is about. Made from the DOM
 * by the view; knows no DOM itself.
 */

import type { AnyRef } from "../model/board.ts";

export type Target =
  | { readonly kind: "nothing" }
  | { readonly kind: "cell"; readonly lane: string; readonly phase: string }
  | {
      readonly kind: "sticky";
      readonly id: string;
      readonly lane: string;
      readonly phase: string;
    }
  | { readonly kind: "phase"; readonly id: string }
  | { readonly kind: "lane"; readonly id: string }
  | { readonly kind: "persona"; readonly id: string };

export const NOTHING: Target = { kind: "nothing" };

const ROOTS = { sticky: "stickies", phase: "phases", lane: "lanes", persona: "personas" } as const;

/** The record that a target is; a cell is none. */
export function recordOf(target: Target): AnyRef | null {
  return target.kind === "nothing" || target.kind === "cell"
    ? null
    : `${ROOTS[target.kind]}/${target.id}`;
}
