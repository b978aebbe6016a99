/** What on the board a line of the list is about. */
import { NOTHING, type Target } from "../../actions/target.ts";

export function targetIn(element: Element | null): Target {
  const line = element?.closest<HTMLElement>("[data-line]");
  if (line === null || line === undefined) return NOTHING;
  const { sticky, lane = "", phase = "" } = line.dataset;
  if (sticky !== undefined) return { kind: "sticky", id: sticky, lane, phase };
  return lane === "" ? { kind: "phase", id: phase } : { kind: "cell", lane, phase };
}
