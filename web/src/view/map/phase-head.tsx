/** A phase above its columns. The chevron is drawn behind it, so that focus is never cut off. */
import { memo } from "react";
import type { Phase } from "../../model/board.ts";
import { CommentMark } from "../comment/comment-mark.tsx";
import { ChangeChip } from "./change-chip.tsx";
import { FoldButton } from "./fold-button.tsx";
import { HeadMore } from "./head-more.tsx";
import { useHeadName } from "./head-name.ts";
import { HeadTitle } from "./head-title.tsx";
import { InsertHere } from "./insert-here.tsx";

interface Props {
  readonly phase: Phase;
  readonly number: number;
  readonly span: number;
  readonly folded: boolean;
  /** Whether another phase is looked at. */
  readonly small: boolean;
}

export const PhaseHead = memo(function PhaseHead({ phase, number, span, folded, small }: Props) {
  const name = useHeadName(phase.title, phase.change);
  return (
    <div
      aria-colspan={span > 1 ? span : undefined}
      aria-label={name}
      className={folded ? "phase narrow" : small ? "phase small" : "phase"}
      data-change={phase.change ?? undefined}
      data-phase={phase.id}
      id={`phase:${phase.id}`}
      role="columnheader"
      style={{ gridColumn: `span ${Math.max(1, span)}` }}
      tabIndex={-1}
    >
      <svg
        aria-hidden="true"
        className="tip"
        focusable="false"
        preserveAspectRatio="none"
        viewBox="0 0 14 100"
      >
        <path d="M0 0L13 50L0 100Z" stroke="none" />
        <path
          d="M0 0L13 50L0 100"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <InsertHere kind="phase" title={phase.title} />
      <span className="phase-words">
        <span aria-hidden="true" className="number">
          {number}
        </span>
        <CommentMark target={{ kind: "phase", id: phase.id }} />
        <HeadTitle kind="phase" of={phase.id} title={phase.title} />
        <ChangeChip phase={phase} />
      </span>
      <FoldButton folded={folded} title={phase.title} />
      <HeadMore title={phase.title} />
    </div>
  );
});
