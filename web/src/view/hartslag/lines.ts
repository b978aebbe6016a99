/**
 * From feelings to what is drawn: unbroken runs with gaps where nobody knows, markers that step
 * aside for each other, and names at the ends of lines that do not overlap. Pure; knows no page.
 */
import type { Persona } from "../../model/board.ts";
import { curve, type Point, type Stretch } from "./curve.ts";
import { heightOf } from "./scale.ts";

/** How one persona feels in one journey, per column; null is unknown. */
export interface Line {
  readonly persona: Persona;
  readonly layer: string;
  readonly values: readonly (number | null)[];
}

/** The size of the drawing: wide as the columns, tall as the bands. */
export const WIDE = 1000;
export const TALL = 200;

export function isOpen(layer: string): boolean {
  return layer !== "current";
}

/** The stretches of a line, run by run. `centres` are parts of the width. */
export function runs(
  values: readonly (number | null)[],
  centres: readonly number[],
  levels: readonly number[],
  nudge = 0,
): readonly (readonly Stretch[])[] {
  const found: Point[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) found.push([]);
    else {
      const y = heightOf(value, levels) * TALL + nudge;
      found.at(-1)?.push({ x: (centres[index] ?? 0) * WIDE, y });
    }
  });
  return found.map(curve).filter((stretches) => stretches.length > 0);
}

/** The stretches that two lines of the same persona have in common, pair by pair. */
export function shared(
  one: readonly (readonly Stretch[])[],
  other: readonly (readonly Stretch[])[],
): readonly (readonly [Stretch, Stretch])[] {
  const pairs: [Stretch, Stretch][] = [];
  const theirs = new Map(other.flat().map((stretch) => [stretch.from.x, stretch]));
  for (const stretch of one.flat()) {
    const twin = theirs.get(stretch.from.x);
    if (twin !== undefined && twin.to.x === stretch.to.x) pairs.push([stretch, twin]);
  }
  return pairs;
}

/** How far a line's marker stands from the middle of its column, in steps. */
export function aside(lines: readonly Line[], line: Line, column: number): number {
  const value = line.values[column];
  const together = lines.filter((one) => one.values[column] === value);
  return together.indexOf(line) - (together.length - 1) / 2;
}

/** Where a line carries its name: the column of its last known value. */
export interface NamedEnd {
  readonly line: Line;
  readonly column: number;
  /** A part of the height. */
  readonly height: number;
}

/** The ends of all lines; names at the same column keep at least `least` apart. */
export function ends(
  lines: readonly Line[],
  levels: readonly number[],
  least: number,
): readonly NamedEnd[] {
  const found = lines.flatMap((line) => {
    const column = line.values.findLastIndex((value) => value !== null);
    const value = line.values[column] ?? null;
    return value === null ? [] : [{ line, column, height: heightOf(value, levels) }];
  });
  return [...new Set(found.map(({ column }) => column))].flatMap((column) =>
    spread(
      found.filter((end) => end.column === column),
      least,
    ),
  );
}

/** Pushes names apart, no further than they must, and keeps them inside the drawing. */
function spread(column: readonly NamedEnd[], least: number): NamedEnd[] {
  const sorted = [...column].sort((a, b) => a.height - b.height);
  // Without the room each needs they must only not descend; those that would share their mean.
  const groups: { sum: number; count: number }[] = [];
  sorted.forEach(({ height }, at) => {
    let group = { sum: height - at * least, count: 1 };
    for (let above = groups.at(-1); above !== undefined; above = groups.at(-1)) {
      if (above.sum / above.count <= group.sum / group.count) break;
      groups.pop();
      group = { sum: above.sum + group.sum, count: above.count + group.count };
    }
    groups.push(group);
  });
  const heights = groups
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((height, at) => height + at * least);
  const over = Math.max(0, (heights.at(-1) ?? 0) - (1 - least / 2));
  const under = Math.max(0, least / 2 - ((heights[0] ?? 0) - over));
  return sorted.map((end, at) => ({ ...end, height: (heights[at] ?? 0) - over + under }));
}
