/** A full cell folds what comes later, and never what somebody already saw. */
import { expect, it } from "vitest";
import { openCount } from "./use-open-count.ts";

const ids = (count: number, from = 0) =>
  Array.from({ length: count }, (_, nth) => `s${from + nth}`);
const NONE = new Set<string>();

it("shows the first eight of a full cell, and nine of nine", () => {
  expect(openCount(ids(9), NONE, 8)).toBe(9);
  expect(openCount(ids(10), NONE, 8)).toBe(8);
});

it("keeps in sight what was there when others put something above it", () => {
  const seen = new Set(ids(8));
  expect(openCount(["new", "newer", ...ids(20)], seen, 8)).toBe(10);
  expect(openCount([...ids(20, 5)], seen, 8)).toBe(8);
});

it("folds what comes at the end of a cell that was whole", () => {
  const seen = new Set(ids(9));
  expect(openCount(ids(15), seen, 8)).toBe(9);
  expect(openCount(ids(10), seen, 8)).toBe(10);
});
