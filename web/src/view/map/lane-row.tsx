/** A lane: its name at the side and a cell for each column. An empty lane asks its question once. */
import { memo } from "react";
import type { Folded } from "../../actions/folding.ts";
import type { Column, Lane } from "../../model/board.ts";
import { Hartslag } from "../hartslag/hartslag.tsx";
import { Cell } from "./cell.tsx";
import { LaneHead } from "./lane-head.tsx";
import { Tally } from "./tally.tsx";
import { sizeOf } from "./tracks.ts";
import { useLaneEmpty } from "./use-lane-empty.ts";

interface Props {
  readonly lane: Lane;
  readonly layers: readonly string[];
  /** The layer whose hartslag is set; empty for other lanes, which it does not concern. */
  readonly active: string;
  readonly columns: readonly Column[];
  readonly folded: Folded;
  /** Whether the map is so small that cells only show how many they hold. */
  readonly counts: boolean;
  readonly lookedAt: string | null;
}

export const LaneRow = memo(function LaneRow(props: Props) {
  const { lane, layers, active, columns, folded, counts, lookedAt } = props;
  const empty = useLaneEmpty(layers, lane.id, columns);
  const closed = folded.has(`lanes/${lane.id}`);
  const cells = columns.flatMap((column, index) =>
    layers.map((layer, nth) => {
      const key = `${layer} ${column.phase}`;
      const place = { lane: lane.id, layer, phase: column.phase };
      if (closed || counts || folded.has(`phases/${column.phase}`))
        return <Tally key={key} {...place} />;
      const asks = empty && index === 0 && nth === 0;
      const size = sizeOf(column, lookedAt);
      return <Cell key={key} {...place} question={asks ? lane.hint : ""} size={size} />;
    }),
  );
  if (lane.kind === "emotion" && !closed) {
    return (
      <Hartslag columns={columns} lane={lane} layer={active} span={layers.length}>
        {/* The line has no cells of its own; what somebody put there all the same is shown. */}
        {empty ? null : (
          <div className="line" role="row">
            <div className="lane-head" role="rowheader" tabIndex={-1} />
            {cells}
          </div>
        )}
      </Hartslag>
    );
  }
  return (
    <div className={closed ? "line lane closed" : "line lane"} role="row">
      <LaneHead folded={closed} lane={lane} />
      {cells}
    </div>
  );
});
