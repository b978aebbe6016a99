/** The name of a lane, which stays at the side and in sight while its lane is. */
import { memo } from "react";
import type { Lane } from "../../model/board.ts";
import { HeadMore } from "./head-more.tsx";
import { HeadTitle } from "./head-title.tsx";

export const LaneHead = memo(function LaneHead({ lane }: { readonly lane: Lane }) {
  return (
    <div
      className="lane-head"
      data-lane={lane.id}
      id={`lane:${lane.id}`}
      role="rowheader"
      tabIndex={-1}
    >
      <HeadTitle kind="lane" of={lane.id} title={lane.title} />
      <HeadMore title={lane.title} />
    </div>
  );
});
