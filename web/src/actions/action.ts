/**
 * What an action is: one thing a person can do, with its words, its keys, when it applies and what
 * it does. Menus, shortcuts and the list of shortcuts are all made from these.
 */
import type { Color } from "../generated/schema.ts";
import type { Words } from "../i18n/words.ts";
import type { Desk, Point } from "./desk.ts";
import type { Target } from "./target.ts";

export type Group = "map" | "sticky" | "writing" | "head" | "board";

/** What an action works with. `at` is where a menu would open. */
export interface Hand {
  readonly desk: Desk;
  readonly words: Words;
  readonly target: Target;
  readonly at: Point;
}

export interface Action {
  readonly id: string;
  readonly group: Group;
  readonly label: (words: Words) => string;
  /** Spelled as in `keys.ts`: `Control+z`, `Shift+F10`, `m`. The first one is shown. */
  readonly keys: readonly string[];
  readonly when: (hand: Hand) => boolean;
  /** `undefined` for what the editor or the grid does by itself; it is listed all the same. */
  readonly run?: (hand: Hand) => void;
  /** Its place in the menu of a target; absent when it is only a shortcut or a button. */
  readonly menu?: "first" | "move" | "last";
  readonly color?: Color;
  readonly danger?: boolean;
  /** Whether it is about all that is selected; the menu of many shows only these. */
  readonly many?: boolean;
  /** Whether it stands under *Meer*, in the line above the board. */
  readonly more?: boolean;
  /** Whether its keys also work beside the map, in every view of the board. */
  readonly everywhere?: boolean;
}
