/** English: how large the map is shown. */
import type { zoom as dutch } from "../nl/zoom.ts";

export const zoom: typeof dutch = {
  name: "Size of the map",
  in: "Larger",
  out: "Smaller",
  whole: "True size",
  at: (percent: number) => `Map at ${percent} percent`,
  percent: (percent: number) => `${percent}%`,
};
