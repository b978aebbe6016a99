/** The widths of the columns: alike, but for those that are folded. */
import type { Folded } from "../../actions/folding.ts";
import type { Column } from "../../model/board.ts";

/** `--column-now` is there while the columns keep the width they had. */
const OPEN = "var(--column-now, minmax(var(--wide), var(--wide-max)))";
const CLOSED = "var(--fold)";

/** The custom properties that the whole grid reads. `halves` is how many cells a column has. */
export function tracks(columns: readonly Column[], halves: number, folded: Folded): object {
  const widths = columns.flatMap(({ phase }) =>
    Array.from({ length: halves }, () => (folded.has(`phases/${phase}`) ? CLOSED : OPEN)),
  );
  const closed = widths.filter((width) => width === CLOSED).length;
  return {
    "--columns": widths.length - closed,
    "--folds": closed,
    "--tracks": closed === 0 ? `repeat(${widths.length}, ${OPEN})` : widths.join(" "),
  };
}
