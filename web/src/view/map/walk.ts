/**
 * Walking through the grid with the arrows: from cell to cell, from sticky to sticky, and on into
 * the next lane. Reads the rows that are on the page, so it knows nothing of phases or lanes.
 */

const CELLS = "[role=columnheader], [role=rowheader], [role=gridcell]:not(.head-add, .lane-add)";
/** What a filter hides is no place to walk to. */
const STICKIES = '.sticky:not([data-out="hidden"])';
const PAGE_ROWS = 3;

interface Place {
  readonly row: number;
  readonly column: number;
}

type Rows = readonly (readonly HTMLElement[])[];

/** Each row as its elements by column; a header over three columns stands in all three. */
function readRows(map: HTMLElement): Rows {
  const rows = [...map.querySelectorAll("[role=row]")].map((row) =>
    [...row.querySelectorAll<HTMLElement>(CELLS)].flatMap((cell) =>
      Array.from({ length: Number(cell.getAttribute("aria-colspan") ?? 1) }, () => cell),
    ),
  );
  return rows.filter((row) => row.length > 0);
}

function placeOf(rows: Rows, element: Element): Place | null {
  const cell = element.closest<HTMLElement>(CELLS);
  if (cell === null) return null;
  const row = rows.findIndex((cells) => cells.includes(cell));
  return row < 0 ? null : { row, column: rows[row]?.indexOf(cell) ?? 0 };
}

const within = (at: number, length: number) => Math.max(0, Math.min(at, length - 1));

function at(rows: Rows, { row, column }: Place): HTMLElement | null {
  const cells = rows[within(row, rows.length)] ?? [];
  const cell = cells[within(column, cells.length)];
  return cell?.hasAttribute("tabindex") ? cell : null;
}

/** The place a key leads to from another, before it is kept within the grid. */
function ahead({ row, column }: Place, key: string, far: boolean): Place | null {
  const END = Number.MAX_SAFE_INTEGER;
  switch (key) {
    case "ArrowUp":
      return { row: row - 1, column };
    case "ArrowDown":
      return { row: row + 1, column };
    case "ArrowLeft":
      return { row, column: column - 1 };
    case "ArrowRight":
      return { row, column: column + 1 };
    case "Home":
      return { row: far ? 0 : row, column: far ? 1 : 0 };
    case "End":
      return { row: far ? END : row, column: END };
    case "PageUp":
      return { row: row - PAGE_ROWS, column };
    case "PageDown":
      return { row: row + PAGE_ROWS, column };
    default:
      return null;
  }
}

function goal(rows: Rows, from: Place, key: string, far: boolean): HTMLElement | null {
  const to = ahead(from, key, far);
  const before = at(rows, from);
  const found = to === null ? null : at(rows, to);
  return found === before ? null : found;
}

/** The sticky of a cell that a key arrives at: the nearest one, or the cell when it is empty. */
function arrival(cell: HTMLElement, key: string, index: number): HTMLElement {
  const there = [...cell.querySelectorAll<HTMLElement>(STICKIES)];
  if (key === "ArrowUp") return there.at(-1) ?? cell;
  if (key === "ArrowDown") return there[0] ?? cell;
  return there[Math.min(index, there.length - 1)] ?? cell;
}

/** From a sticky: its neighbours in the cell first, then the cell beside, at the same height. */
function fromSticky(rows: Rows, sticky: HTMLElement, key: string): HTMLElement | null {
  const place = placeOf(rows, sticky);
  const cell = sticky.closest(".cell");
  if (place === null || cell === null) return null;
  const inside = [...cell.querySelectorAll<HTMLElement>(STICKIES)];
  const index = inside.indexOf(sticky);
  const near: Readonly<Record<string, HTMLElement | undefined>> = {
    ArrowUp: inside[index - 1],
    ArrowDown: inside[index + 1],
    Home: inside[0],
    End: inside.at(-1),
  };
  const found = near[key];
  if (found !== undefined) return found;
  const next = goal(rows, place, key, false);
  return next === null ? null : arrival(next, key, index);
}

/** Where a key leads from an element, or null when it leads nowhere. */
export function walk(
  map: HTMLElement,
  from: Element,
  key: string,
  far: boolean,
): HTMLElement | null {
  const rows = readRows(map);
  const sticky = from.closest<HTMLElement>(".sticky");
  if (sticky !== null && !far) return fromSticky(rows, sticky, key);
  const place = placeOf(rows, from);
  return place === null ? null : goal(rows, place, key, far);
}
