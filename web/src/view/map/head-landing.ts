/** Where a phase, step or lane that is carried would fall: before which of its siblings, and the line. */

export interface HeadLanding {
  /** The sibling it falls before; null at the end. */
  readonly before: string | null;
  /** Where the line stands: from the left for phases, from the top for lanes. */
  readonly at: number;
}

interface Box {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** `boxes` are all siblings in order, the carried one included. */
export function headLanding(boxes: readonly Box[], at: number): HeadLanding | null {
  const last = boxes.at(-1);
  if (last === undefined) return null;
  const next = boxes.find(({ start, end }) => at < (start + end) / 2);
  return next === undefined ? { before: null, at: last.end } : { before: next.id, at: next.start };
}
