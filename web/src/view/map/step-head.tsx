/** A column under a phase with steps: the step, or *Hele fase*. Blank under a phase without steps. */
import { memo } from "react";
import { useWords } from "../../i18n/use-words.ts";
import type { Column, Phase } from "../../model/board.ts";
import { CommentMark } from "../comment/comment-mark.tsx";
import { ChangeChip } from "./change-chip.tsx";
import { FoldButton } from "./fold-button.tsx";
import { HeadMore } from "./head-more.tsx";
import { useHeadName } from "./head-name.ts";
import { HeadTitle } from "./head-title.tsx";
import { InsertHere } from "./insert-here.tsx";

interface Props {
  readonly column: Column;
  readonly change: Phase["change"];
  readonly folded: boolean;
  /** How many cells it stands above. */
  readonly span: number;
}

export const StepHead = memo(function StepHead({ column, change, folded, span }: Props) {
  const words = useWords();
  const name = useHeadName(column.title, change);
  const wide = span > 1 ? { "aria-colspan": span, style: { gridColumn: `span ${span}` } } : {};
  if (column.whole) {
    return (
      <div className="step whole" role="columnheader" tabIndex={-1} {...wide}>
        {words.board.whole}
      </div>
    );
  }
  if (column.phase === column.under) {
    return <div className="step" role="gridcell" tabIndex={-1} {...wide} />;
  }
  return (
    <div
      aria-label={name}
      className={folded ? "step narrow" : "step"}
      data-change={change ?? undefined}
      data-phase={column.phase}
      data-under={column.under}
      id={`phase:${column.phase}`}
      role="columnheader"
      tabIndex={-1}
      {...wide}
    >
      <CommentMark target={{ kind: "phase", id: column.phase }} />
      <HeadTitle kind="phase" of={column.phase} title={column.title} />
      <InsertHere kind="phase" title={column.title} />
      <ChangeChip phase={{ id: column.phase, change }} />
      <FoldButton folded={folded} title={column.title} />
      <HeadMore title={column.title} />
    </div>
  );
});
