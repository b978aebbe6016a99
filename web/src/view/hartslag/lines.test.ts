/** What is drawn of feelings: gaps, markers that make room, names that can be read. */
import { expect, test } from "vitest";
import type { Persona } from "../../model/board.ts";
import { aside, ends, type Line, runs, shared } from "./lines.ts";
import { heightOf, levelsOf, valueAt, within } from "./scale.ts";

const FIVE = levelsOf(5);
const CENTRES = [0.125, 0.375, 0.625, 0.875];

function line(id: string, values: readonly (number | null)[], layer = "current"): Line {
  const persona = { id, name: id, motto: "", color: "blue", marker: "circle" } as Persona;
  return { persona, layer, values };
}

test("what nobody knows is a gap, and a lonely value makes no line", () => {
  expect(runs([1, 2, null, 0], CENTRES, FIVE).map((run) => run.length)).toEqual([1]);
  expect(runs([1, 2, -1, 0], CENTRES, FIVE).map((run) => run.length)).toEqual([3]);
  expect(runs([null, 1, null, 1], CENTRES, FIVE)).toEqual([]);
});

test("now and later share only the stretches that both have", () => {
  const now = runs([1, 1, 1, null], CENTRES, FIVE);
  const later = runs([null, 2, 2, 2], CENTRES, FIVE);
  expect(shared(now, later).map(([one]) => one.from.x)).toEqual([375]);
});

test("a height means the value whose band it is in, on five bands and on three", () => {
  for (const scale of [3, 5]) {
    const levels = levelsOf(scale);
    for (const level of levels) expect(valueAt(heightOf(level, levels), levels)).toBe(level);
    expect(valueAt(-1, levels)).toBe(levels[0]);
    expect(valueAt(1, levels)).toBe(levels.at(-1));
  }
  expect(within(-2, levelsOf(3))).toBe(-1);
});

test("markers with the same value step aside, evenly around the middle", () => {
  const lines = [line("a", [1]), line("b", [1]), line("c", [1]), line("d", [0])];
  expect(lines.map((one) => aside(lines, one, 0))).toEqual([-1, 0, 1, 0]);
});

test("names at one end keep apart and stay inside; a line that stops early has its name there", () => {
  const lines = [line("a", [2, 2]), line("b", [2, 2]), line("c", [2, 2]), line("d", [1, null])];
  const found = ends(lines, FIVE, 0.1);
  expect(found.map(({ line: { persona }, column }) => [persona.id, column])).toEqual([
    ["a", 1],
    ["b", 1],
    ["c", 1],
    ["d", 0],
  ]);
  const heights = found.filter(({ column }) => column === 1).map(({ height }) => height);
  expect(heights[0]).toBeGreaterThanOrEqual(0.05 - 1e-9);
  expect((heights[1] ?? 0) - (heights[0] ?? 0)).toBeGreaterThanOrEqual(0.1 - 1e-9);
  expect((heights[2] ?? 0) - (heights[1] ?? 0)).toBeGreaterThanOrEqual(0.1 - 1e-9);
});
