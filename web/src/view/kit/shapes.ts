/** The six marker shapes around the middle of a box of 16, of about the same weight to the eye. */
import { MARKERS, type Marker } from "../../generated/schema.ts";

const SHAPES: Readonly<Record<Marker, string>> = {
  circle: "M0-5.6A5.6 5.6 0 1 1 0 5.6A5.6 5.6 0 1 1 0-5.6Z",
  square: "M-5-5H5V5H-5Z",
  triangle: "M0-6.4L6.2 4.8H-6.2Z",
  diamond: "M0-7L6 0L0 7L-6 0Z",
  star: "M0-7.2L2.1-2.3L7.2-2.1L3.2 1.2L4.6 6.3L0 3.4L-4.6 6.3L-3.2 1.2L-7.2-2.1L-2.1-2.3Z",
  hexagon: "M-3.2-5.5H3.2L6.4 0L3.2 5.5H-3.2L-6.4 0Z",
};

/** A shape that we do not know is a circle. */
export function shapeOf(marker: string): string {
  return SHAPES[MARKERS.find((known) => known === marker) ?? "circle"];
}
