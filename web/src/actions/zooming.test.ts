/** Zooming goes by steps that people know, and never further than the map can be read. */
import { expect, it } from "vitest";
import { detailOf, fittingZoom, nextZoom } from "./zooming.ts";

it("goes up and down by steps, also from between two, and stops at the ends", () => {
  expect(nextZoom(1, 1)).toBe(1.25);
  expect(nextZoom(1, -1)).toBe(0.75);
  expect(nextZoom(0.9, 1)).toBe(1);
  expect(nextZoom(2, 1)).toBe(2);
  expect(nextZoom(0.3, -1)).toBe(0.3);
  expect(fittingZoom(7)).toBe(2);
  expect(fittingZoom(0.0001)).toBe(0.3);
});

it("shows whole stickies, then first lines, then counts", () => {
  expect([1, 0.6, 0.59, 0.4, 0.39].map(detailOf)).toEqual([
    "whole",
    "whole",
    "lines",
    "lines",
    "counts",
  ]);
});
