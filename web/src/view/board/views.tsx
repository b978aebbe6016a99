/**
 * The views of a board, in the order of their tabs. The map is always there once it was shown, so
 * that it keeps its place; every other view comes in a piece of its own when it is asked for.
 */
import type { ComponentType } from "react";
import type { Words } from "../../i18n/words.ts";
import { piece } from "../kit/piece.tsx";
import { MAP_VIEW } from "../route.ts";
import { Opening } from "./opening.tsx";

export interface BoardView {
  /** Stands in the address, and is the id of the element that the skip button leads to. */
  readonly name: string;
  readonly label: (words: Words) => string;
  /** A page of its own: no tab, and nothing of the board around it. */
  readonly alone?: boolean;
  /** Shows one journey of several, so that which one can be chosen. */
  readonly layered?: boolean;
  /** Null for the map. */
  readonly screen: ComponentType | null;
}

const MAP: BoardView = {
  name: MAP_VIEW,
  label: (words) => words.views.map,
  layered: true,
  screen: null,
};

export const VIEWS: readonly BoardView[] = [
  MAP,
  {
    name: "list",
    label: (words) => words.views.list,
    layered: true,
    screen: piece(async () => (await import("../list/list.tsx")).List, Opening),
  },
  {
    name: "actions",
    label: (words) => words.actions.title,
    screen: piece(
      async () => (await import("../action/actions-screen.tsx")).ActionsScreen,
      Opening,
    ),
  },
  {
    name: "standup",
    label: (words) => words.standup.title,
    alone: true,
    screen: piece(
      async () => (await import("../standup/standup-screen.tsx")).StandupScreen,
      Opening,
    ),
  },
];

/** The view of that name; the map when there is none. */
export function viewNamed(name: string): BoardView {
  return VIEWS.find((view) => view.name === name) ?? MAP;
}
