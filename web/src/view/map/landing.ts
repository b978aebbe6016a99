/** Where something carried would fall: the cell under the hand, and between which of its stickies. */

export interface Landing {
  readonly cell: HTMLElement;
  readonly layer: string;
  readonly lane: string;
  readonly phase: string;
  /** The sticky it falls before; null at the end. */
  readonly before: string | null;
  /** Where the bar stands, from the top of the cell. */
  readonly bar: number;
}

/** What is carried is left out of the count, so that its own place is a place like any other. */
export function landingAt(x: number, y: number, carried: readonly string[]): Landing | null {
  const under = document.elementFromPoint(x, y);
  const cell = under?.closest<HTMLElement>(".cell") ?? null;
  const { layer, lane, phase } = cell?.dataset ?? {};
  if (cell === null || layer === undefined || lane === undefined || phase === undefined)
    return null;
  const box = cell.getBoundingClientRect();
  const others = [...cell.querySelectorAll<HTMLElement>(".sticky")].filter(
    (sticky) => !carried.includes(sticky.dataset["sticky"] ?? "") && sticky.offsetParent !== null,
  );
  const boxes = others.map((sticky) => sticky.getBoundingClientRect());
  const index = boxes.findIndex(({ top, height }) => y < top + height / 2);
  const [above, next] = [boxes[(index < 0 ? boxes.length : index) - 1], boxes[index]];
  return {
    cell,
    layer,
    lane,
    phase,
    before: others[index]?.dataset["sticky"] ?? null,
    bar: between(above, next, box) - box.top,
  };
}

/** Halfway the gap, or just above the first or below the last. */
function between(above: DOMRect | undefined, next: DOMRect | undefined, cell: DOMRect): number {
  if (above !== undefined && next !== undefined) return (above.bottom + next.top) / 2;
  if (next !== undefined) return next.top - 5;
  if (above !== undefined) return above.bottom + 5;
  return cell.top + 10;
}
