/** Which layers the map shows: the one that is worked on, or now and later side by side. */
import type { Desk } from "../../actions/desk.ts";
import { PAIR } from "../../actions/places.ts";
import { useValue } from "../kit/use-value.ts";

const single = new Map<string, readonly string[]>();

/** The same list for the same layer, so that nothing is drawn again for it. */
function only(layer: string): readonly string[] {
  const known = single.get(layer);
  if (known !== undefined) return known;
  const made = [layer];
  single.set(layer, made);
  return made;
}

export function useShownLayers(desk: Desk): readonly string[] {
  const layer = useValue(desk.layer);
  return useValue(desk.side) ? PAIR : only(layer);
}
