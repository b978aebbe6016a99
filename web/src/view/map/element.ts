/** From things on the board to elements on the page and back. The only file that knows both. */
import type { Point } from "../../actions/desk.ts";
import { NOTHING, type Target } from "../../actions/target.ts";

/** What takes the focus on the map; `.roam` is no thing of the board itself. */
export const FOCUSABLE = ".sticky, .cell, .phase, .step, .lane-head, .persona, .roam";

export function cellId(layer: string, lane: string, phase: string): string {
  return `cell:${layer}:${lane}:${phase}`;
}

/** The id of the element that shows a target; a cell is one of the layer that is worked on. */
export function elementId(target: Target): string {
  switch (target.kind) {
    case "nothing":
      return "map";
    case "cell":
      return cellId(
        document.getElementById("map")?.dataset["layer"] ?? "",
        target.lane,
        target.phase,
      );
    case "sticky":
      return `sticky:${target.id}`;
    case "phase":
      return `phase:${target.id}`;
    case "lane":
    case "persona":
      return `${target.kind}:${target.id}`;
  }
}

/** In the list when that is shown, for it lies over the map. */
export function elementOf(target: Target): HTMLElement | null {
  const id = elementId(target);
  if (document.getElementById("list") === null) return document.getElementById(id);
  const inList = target.kind === "cell" ? `cell:${target.lane}:${target.phase}` : id;
  return document.getElementById(`list:${inList}`);
}

/** What on the board an element belongs to. */
export function targetOf(element: Element | null): Target {
  const found = element?.closest<HTMLElement>(FOCUSABLE);
  if (found === null || found === undefined) return NOTHING;
  const { sticky, phase, lane, persona } = found.dataset;
  if (persona !== undefined) return { kind: "persona", id: persona };
  if (found.classList.contains("sticky")) {
    const cell = found.closest<HTMLElement>(".cell")?.dataset;
    if (sticky === undefined) return NOTHING;
    return { kind: "sticky", id: sticky, lane: cell?.["lane"] ?? "", phase: cell?.["phase"] ?? "" };
  }
  if (lane !== undefined && phase !== undefined) return { kind: "cell", lane, phase };
  if (phase !== undefined) return { kind: "phase", id: phase };
  if (lane !== undefined) return { kind: "lane", id: lane };
  return NOTHING;
}

/** Where a menu opens when it was asked for without a pointer. */
export function pointBelow(element: Element): Point {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left + 8, y: bottom + 4 };
}

/** Opens a fold, if the element lies in one. What is unfolded is drawn anew: this is the element then. */
export function unfold(element: HTMLElement): HTMLElement {
  const fold = element.closest("[hidden]");
  if (fold === null) return element;
  fold.dispatchEvent(new Event("beforematch"));
  return document.getElementById(element.id) ?? element;
}

/** Where a menu opens that belongs to something at the foot of the page. */
export function pointAbove(element: Element): Point {
  const { left, top } = element.getBoundingClientRect();
  return { x: left, y: top - 8 };
}
