/** A column under a phase with steps: the step, or *Hele fase*. Blank under a phase without steps. */
import { memo } from "react";
import { useWords } from "../../i18n/use-words.ts";
import type { Column } from "../../model/board.ts";
import { HeadMore } from "./head-more.tsx";
import { HeadTitle } from "./head-title.tsx";

export const StepHead = memo(function StepHead({ column }: { readonly column: Column }) {
  const words = useWords();
  if (column.whole) {
    return (
      <div className="step whole" role="columnheader" tabIndex={-1}>
        {words.board.whole}
      </div>
    );
  }
  if (column.phase === column.under) return <div className="step" role="gridcell" tabIndex={-1} />;
  return (
    <div
      className="step"
      data-phase={column.phase}
      id={`phase:${column.phase}`}
      role="columnheader"
      tabIndex={-1}
    >
      <HeadTitle kind="phase" of={column.phase} title={column.title} />
      <HeadMore title={column.title} />
    </div>
  );
});
