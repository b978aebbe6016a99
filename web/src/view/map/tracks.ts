/**
 * The widths of the columns: alike, but for those that are folded, and for a phase that somebody looks
 * at, which is large while its neighbours are small.
 */
import type { Folded } from "../../actions/folding.ts";
import type { Column } from "../../model/board.ts";

/** `--column-now` is there while the columns keep the width they had. */
const OPEN = "var(--column-now, minmax(var(--wide), var(--wide-max)))";
const CLOSED = "var(--fold)";
const LARGE = "minmax(var(--large), var(--larger))";
const SMALL = "var(--small)";

const LEAST: Readonly<Record<string, string>> = {
  [OPEN]: "var(--column-now, var(--wide))",
  [CLOSED]: CLOSED,
  [LARGE]: "var(--large)",
  [SMALL]: SMALL,
};

/** How a column is shown while somebody looks at one phase; null while nobody does. */
export type Size = "large" | "small" | null;

export function sizeOf({ phase, under }: Column, lookedAt: string | null): Size {
  if (lookedAt === null) return null;
  return phase === lookedAt || under === lookedAt ? "large" : "small";
}

function widthOf(column: Column, folded: Folded, lookedAt: string | null): string {
  if (folded.has(`phases/${column.phase}`)) return CLOSED;
  const size = sizeOf(column, lookedAt);
  return size === null ? OPEN : size === "large" ? LARGE : SMALL;
}

/** The custom properties that the whole grid reads. `halves` is how many cells a column has. */
export function tracks(
  columns: readonly Column[],
  halves: number,
  folded: Folded,
  lookedAt: string | null,
): object {
  const widths = columns.flatMap((column) =>
    Array.from({ length: halves }, () => widthOf(column, folded, lookedAt)),
  );
  const kinds = [...new Set(widths)];
  const least = kinds.map(
    (kind) => `${widths.filter((width) => width === kind).length} * ${LEAST[kind] ?? kind}`,
  );
  return {
    "--least": `calc(${least.join(" + ") || "0px"})`,
    "--tracks": kinds.length === 1 ? `repeat(${widths.length}, ${kinds[0]})` : widths.join(" "),
  };
}
