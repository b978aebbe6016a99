/** The name of a lane, which stays at the side and in sight while its lane is. */
import { memo } from "react";
import type { Lane } from "../../model/board.ts";
import { CommentMark } from "../comment/comment-mark.tsx";
import { FoldButton } from "./fold-button.tsx";
import { HeadMore } from "./head-more.tsx";
import { useHeadName } from "./head-name.ts";
import { HeadTitle } from "./head-title.tsx";
import { InsertHere } from "./insert-here.tsx";

interface Props {
  readonly lane: Lane;
  readonly folded: boolean;
}

export const LaneHead = memo(function LaneHead({ lane, folded }: Props) {
  const name = useHeadName(lane.title);
  return (
    <div
      aria-label={name}
      className="lane-head"
      data-lane={lane.id}
      id={`lane:${lane.id}`}
      role="rowheader"
      tabIndex={-1}
    >
      <InsertHere kind="lane" title={lane.title} />
      <div className="lane-name">
        <HeadTitle kind="lane" of={lane.id} title={lane.title} />
        <CommentMark target={{ kind: "lane", id: lane.id }} />
        <FoldButton folded={folded} title={lane.title} />
        <HeadMore title={lane.title} />
      </div>
    </div>
  );
});
