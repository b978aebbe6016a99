/**
 * How large somebody sees the map, on their own screen only. Zoom is layout: the columns and what is
 * in the cells grow and shrink, the headers stay readable. Knows no map.
 */
import type { Action, Hand } from "./action.ts";
import type { Desk } from "./desk.ts";

const STEPS = [0.3, 0.5, 0.75, 1, 1.25, 1.5, 2] as const;
const LEAST = STEPS[0];
const MOST = 2;
/** Below the one a sticky shows its first line, below the other a cell shows how many it holds. */
const LINES_BELOW = 0.6;
const COUNTS_BELOW = 0.4;

/** How much of a sticky is shown. */
export type Detail = "whole" | "lines" | "counts";

export function detailOf(zoom: number): Detail {
  return zoom < COUNTS_BELOW ? "counts" : zoom < LINES_BELOW ? "lines" : "whole";
}

/** A zoom that the map can have, in whole hundredths. */
export function fittingZoom(zoom: number): number {
  return Math.round(Math.min(MOST, Math.max(LEAST, zoom)) * 100) / 100;
}

/** The next larger or smaller of the steps. */
export function nextZoom(zoom: number, step: -1 | 1): number {
  const found = step > 0 ? STEPS.find((one) => one > zoom) : STEPS.findLast((one) => one < zoom);
  return found ?? fittingZoom(zoom);
}

function zoomTo({ desk, words }: Hand, zoom: number): void {
  desk.zoom.set(zoom);
  desk.say(words.zoom.at(Math.round(zoom * 100)));
}

const now = (desk: Desk): number => desk.zoom.get();
// In a cell these keys begin a sticky.
const offCell = ({ target }: Hand): boolean => target.kind !== "cell";

export const zoomingActions: readonly Action[] = [
  {
    id: "zoom_in",
    group: "map",
    label: (words) => words.zoom.in,
    keys: ["+", "="],
    when: offCell,
    run: (hand) => zoomTo(hand, nextZoom(now(hand.desk), 1)),
  },
  {
    id: "zoom_out",
    group: "map",
    label: (words) => words.zoom.out,
    keys: ["-"],
    when: offCell,
    run: (hand) => zoomTo(hand, nextZoom(now(hand.desk), -1)),
  },
  {
    id: "zoom_whole",
    group: "map",
    label: (words) => words.zoom.whole,
    keys: ["0"],
    when: offCell,
    run: (hand) => zoomTo(hand, 1),
  },
];
