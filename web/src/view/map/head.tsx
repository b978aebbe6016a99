/** The rows that stay on top: phases as a ribbon, and the steps below them when there are any. */
import { memo } from "react";
import type { Folded } from "../../actions/folding.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Structure } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { AddPhase } from "./add-phase.tsx";
import { useDesk } from "./desk-context.ts";
import { LayerHeads } from "./layer-heads.tsx";
import { PhaseHead } from "./phase-head.tsx";
import { StepHead } from "./step-head.tsx";
import { sizeOf } from "./tracks.ts";

interface Props {
  readonly structure: Structure;
  readonly layers: readonly string[];
  readonly folded: Folded;
  readonly lookedAt: string | null;
}

export const Head = memo(function Head({ structure, layers, folded, lookedAt }: Props) {
  const desk = useDesk();
  const words = useWords();
  const { frame } = useValue(desk.session.me).rights;
  const { phases, columns } = structure;
  const changes = new Map(phases.flatMap(({ steps }) => steps.map((one) => [one.id, one.change])));
  const stepped = columns.some((column) => column.whole || column.phase !== column.under);

  return (
    <div className="head" role="rowgroup">
      <div className="line" role="row">
        <div className="corner" role="columnheader">
          <span className="unseen">{words.board.lane}</span>
        </div>
        {phases.map((phase, index) => {
          const own = columns.filter((column) => column.under === phase.id);
          return (
            <PhaseHead
              folded={own.every((column) => folded.has(`phases/${column.phase}`))}
              key={phase.id}
              number={index + 1}
              phase={phase}
              small={lookedAt !== null && own.every((one) => sizeOf(one, lookedAt) === "small")}
              span={own.length * layers.length}
            />
          );
        })}
        {frame ? <AddPhase /> : null}
      </div>
      {stepped ? (
        <div className="line steps" role="row">
          <div className="corner" role="columnheader">
            <span className="unseen">{words.board.lane}</span>
          </div>
          {columns.map((column) => (
            <StepHead
              change={changes.get(column.phase) ?? null}
              column={column}
              folded={folded.has(`phases/${column.phase}`)}
              key={`${column.under} ${column.phase}`}
              span={layers.length}
            />
          ))}
        </div>
      ) : null}
      {layers.length > 1 ? <LayerHeads columns={columns} folded={folded} layers={layers} /> : null}
    </div>
  );
});
