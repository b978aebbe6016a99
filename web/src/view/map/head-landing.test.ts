/** A head falls before the sibling whose first half is under the hand, else at the end. */
import { expect, test } from "vitest";
import { headLanding } from "./head-landing.ts";

const ROW = [
  { id: "a", start: 0, end: 100 },
  { id: "b", start: 100, end: 120 },
  { id: "c", start: 120, end: 320 },
];

test.each([
  [-50, "a", 0],
  [49, "a", 0],
  [51, "b", 100],
  [111, "c", 120],
  [219, "c", 120],
  [221, null, 320],
  [900, null, 320],
])("at %i it falls before %s", (at, before, line) => {
  expect(headLanding(ROW, at)).toEqual({ before, at: line });
});

test("without siblings there is nowhere to fall", () => {
  expect(headLanding([], 0)).toBeNull();
});
