/** One phase of the outline, and its steps when it has any; the lanes stand below each. */
import { useWords } from "../../i18n/use-words.ts";
import type { Column, Lane, Phase } from "../../model/board.ts";
import { LaneSection } from "./lane-section.tsx";

interface Props {
  readonly layer: string;
  readonly phase: Phase;
  readonly columns: readonly Column[];
  readonly lanes: readonly Lane[];
  readonly number: number;
}

export function PhaseSection({ layer, phase, columns, lanes, number }: Props) {
  const words = useWords();
  const titleOf = (column: Column) =>
    column.whole ? words.board.whole : column.title || words.board.untitled;
  return (
    <section className="outline-phase">
      <h2>
        <span className="number">{number}</span> {phase.title || words.board.untitled}
      </h2>
      {columns.map((column) => {
        const stepped = column.whole || column.phase !== phase.id;
        return (
          <section key={column.phase}>
            {stepped ? <h3 className="outline-step">{titleOf(column)}</h3> : null}
            {lanes.map((lane) => (
              <LaneSection
                key={lane.id}
                lane={lane}
                layer={layer}
                level={stepped ? "h4" : "h3"}
                phase={column.phase}
              />
            ))}
          </section>
        );
      })}
    </section>
  );
}
