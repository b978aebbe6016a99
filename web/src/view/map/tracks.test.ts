/** Columns are alike, but for those that are folded and for the phase that somebody looks at. */
import { expect, it } from "vitest";
import type { Column } from "../../model/board.ts";
import { sizeOf, tracks } from "./tracks.ts";

const column = (phase: string, under = phase): Column => ({
  phase,
  under,
  whole: false,
  title: "",
});
const columns = [column("a"), column("b1", "b"), column("b2", "b"), column("c")];
const read = (folded: readonly string[], lookedAt: string | null) =>
  tracks(columns, 1, new Set(folded), lookedAt) as Record<string, string>;

it("keeps the columns alike until somebody folds one or looks at one", () => {
  expect(read([], null)["--tracks"]).toMatch(/^repeat\(4, var\(--column-now/);
  expect(read(["phases/a"], null)["--tracks"]).toMatch(/^var\(--fold\) var\(--column-now/);
});

it("makes a phase large with all its steps, and its neighbours small", () => {
  expect(columns.map((one) => sizeOf(one, "b"))).toEqual(["small", "large", "large", "small"]);
  expect(read([], "b")["--least"]).toBe("calc(2 * var(--small) + 2 * var(--large))");
  expect(columns.map((one) => sizeOf(one, null))).toEqual([null, null, null, null]);
});
