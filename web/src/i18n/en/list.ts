/** English: the board as a list. */
import type { Words } from "../words.ts";

export const list: Words["list"] = {
  copy: "Copy everything",
  print: "Print",
  empty: "This board has no phases yet. Make one, or go to the map.",
  edit: "Click to write",
  add: "Add a sticky",
  addTo: (lane) => `Add a sticky to ${lane}`,
  emptyLanes: "Still empty",
  titleMissing: "Fill in a name.",
};
