/**
 * Where the middles of the columns are, as parts of the width of the drawing. Columns are alike
 * until somebody folds one; only then is there something to measure.
 */
import { type RefObject, useLayoutEffect, useState } from "react";

const LEAST = 0.0005;

function measured(row: Element): readonly number[] {
  const boxes = [...row.querySelectorAll(".beat")].map((beat) => beat.getBoundingClientRect());
  const [first, last] = [boxes[0], boxes.at(-1)];
  if (first === undefined || last === undefined || last.right <= first.left) return [];
  const wide = last.right - first.left;
  return boxes.map(({ left, width }) => (left + width / 2 - first.left) / wide);
}

function even(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (index + 0.5) / count);
}

export function useCentres(
  row: RefObject<Element | null>,
  columns: readonly unknown[],
): readonly number[] {
  const count = columns.length;
  const [centres, setCentres] = useState(() => even(count));
  useLayoutEffect(() => {
    const element = row.current;
    if (element === null || columns.length === 0) return;
    const measure = () =>
      setCentres((before) => {
        const now = measured(element);
        const same =
          now.length === before.length &&
          now.every((centre, index) => Math.abs(centre - (before[index] ?? 0)) < LEAST);
        return same ? before : now;
      });
    // It calls after the layout of the frame, so that nothing is laid out twice for it.
    const watcher = new ResizeObserver(measure);
    for (const beat of element.querySelectorAll(".beat")) watcher.observe(beat);
    return () => watcher.disconnect();
  }, [row, columns]);
  return centres.length === count ? centres : even(count);
}
