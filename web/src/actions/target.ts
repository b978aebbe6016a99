/**
 * What the focus is on, in the words of the board: the thing an action is about. Made from the DOM
 * by the view; knows no DOM itself.
 */

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
