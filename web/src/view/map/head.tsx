/** The rows that stay on top: phases as a ribbon, and the steps below them when there are any. */
import { memo } from "react";
import { useWords } from "../../i18n/use-words.ts";
import type { Structure } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { AddPhase } from "./add-phase.tsx";
import { useDesk } from "./desk-context.ts";
import { LayerHeads } from "./layer-heads.tsx";
import { PhaseHead } from "./phase-head.tsx";
import { StepHead } from "./step-head.tsx";

interface Props {
  readonly structure: Structure;
  readonly layers: readonly string[];
}

export const Head = memo(function Head({ structure, layers }: Props) {
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
        {phases.map((phase, index) => (
          <PhaseHead
            key={phase.id}
            number={index + 1}
            phase={phase}
            span={columns.filter((column) => column.under === phase.id).length * layers.length}
          />
        ))}
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
              key={`${column.under} ${column.phase}`}
              span={layers.length}
            />
          ))}
        </div>
      ) : null}
      {layers.length > 1 ? <LayerHeads columns={columns} layers={layers} /> : null}
    </div>
  );
});
