/**
 * Walking through the grid with the arrows: from cell to cell, from sticky to sticky, and on into
 * the next lane. Reads the rows that are on the page, so it knows nothing of phases or lanes.
 */

const CELLS = "[role=columnheader], [role=rowheader], [role=gridcell]";
const PAGE_ROWS = 3;

interface Place {
  readonly row: number;
  readonly column: number;
}

type Rows = readonly (readonly HTMLElement[])[];

/** Each row as its elements by column; a header over three columns stands in all three. */
function readRows(map: HTMLElement): Rows {
  return [...map.querySelectorAll("[role=row]")].map((row) =>
    [...row.querySelectorAll<HTMLElement>(CELLS)].flatMap((cell) =>
      Array.from({ length: Number(cell.getAttribute("aria-colspan") ?? 1) }, () => cell),
    ),
  );
}

function placeOf(rows: Rows, element: Element): Place | null {
  const cell = element.closest(CELLS);
  const row = rows.findIndex((cells) => cells.some((one) => one === cell));
  const column = rows[row]?.findIndex((one) => one === cell) ?? -1;
  return row < 0 || column < 0 ? null : { row, column };
}

function at(rows: Rows, row: number, column: number): HTMLElement | null {
  const cells = rows[Math.max(0, Math.min(row, rows.length - 1))];
  const cell = cells?.[Math.max(0, Math.min(column, cells.length - 1))];
  return cell?.hasAttribute("tabindex") ? cell : null;
}

function goal(rows: Rows, { row, column }: Place, key: string, far: boolean): HTMLElement | null {
  const width = rows[row]?.length ?? 0;
  switch (key) {
    case "ArrowUp":
      return row === 0 ? null : at(rows, row - 1, column);
    case "ArrowDown":
      return row === rows.length - 1 ? null : at(rows, row + 1, column);
    case "ArrowLeft":
      return column === 0 ? null : at(rows, row, column - 1);
    case "ArrowRight":
      return column >= width - 1 ? null : at(rows, row, column + 1);
    case "Home":
      return at(rows, far ? 0 : row, far ? 1 : 0);
    case "End":
      return at(rows, far ? rows.length - 1 : row, width - 1);
    case "PageUp":
      return at(rows, row - PAGE_ROWS, column);
    case "PageDown":
      return at(rows, row + PAGE_ROWS, column);
    default:
      return null;
  }
}

const stickiesIn = (cell: Element): readonly HTMLElement[] => [
  ...cell.querySelectorAll<HTMLElement>(".sticky"),
];

/** From a sticky: its neighbours in the cell first, then the cell beside, at the same height. */
function fromSticky(rows: Rows, sticky: Element, key: string): HTMLElement | null {
  const cell = sticky.closest(CELLS);
  const place = placeOf(rows, sticky);
  if (cell === null || place === null) return null;
  const inside = stickiesIn(cell);
  const index = inside.findIndex((one) => one === sticky);
  const vertical = key === "ArrowUp" || key === "ArrowDown";
  const near = inside[index + (key === "ArrowUp" ? -1 : 1)];
  if (vertical && near !== undefined) return near;
  if (key === "Home") return inside[0] ?? null;
  if (key === "End") return inside.at(-1) ?? null;
  const next = goal(rows, place, key, false);
  if (next === null) return null;
  const there = stickiesIn(next);
  if (key === "ArrowUp") return there.at(-1) ?? next;
  if (key === "ArrowDown") return there[0] ?? next;
  return there[Math.min(index, there.length - 1)] ?? next;
}

/** Where a key leads from an element, or null when it leads nowhere. */
export function walk(map: HTMLElement, from: Element, key: string, far: boolean): HTMLElement | null {
  const rows = readRows(map);
  const sticky = from.closest(".sticky");
  if (sticky !== null && !far) return fromSticky(rows, sticky, key);
  const place = placeOf(rows, from);
  return place === null ? null : goal(rows, place, key, far);
}
