/** One phase of the outline, and its steps when it has any; the lanes stand below each. */
import { useWords } from "../../i18n/use-words.ts";
import type { Column, Lane, Phase } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { EmptyLanes } from "./empty-lanes.tsx";
import { LaneSection } from "./lane-section.tsx";
import { LineMenu } from "./line-menu.tsx";

interface Props {
  readonly layer: string;
  readonly phase: Phase;
  readonly columns: readonly Column[];
  readonly lanes: readonly Lane[];
  readonly number: number;
}

export function PhaseSection({ layer, phase, columns, lanes, number }: Props) {
  const { session } = useDesk();
  const words = useWords();
  const { map, frame } = useValue(session.me).rights;
  const title = phase.title || words.board.untitled;
  const titleOf = (column: Column) =>
    column.whole ? words.board.whole : column.title || words.board.untitled;
  return (
    <section className="outline-phase">
      <div
        className="outline-head"
        data-line=""
        data-phase={phase.id}
        id={`list:phase:${phase.id}`}
      >
        <h2>
          <span className="number">{number}</span> {title}
        </h2>
        {frame ? <LineMenu of={title} tabbed={true} /> : null}
      </div>
      {columns.map((column) => {
        const stepped = column.whole || column.phase !== phase.id;
        const level = stepped ? "h4" : "h3";
        return (
          <section key={column.phase}>
            {stepped ? <h3 className="outline-step">{titleOf(column)}</h3> : null}
            {lanes.map((lane) => (
              <LaneSection
                key={lane.id}
                lane={lane}
                layer={layer}
                level={level}
                phase={column.phase}
              />
            ))}
            {map ? <EmptyLanes lanes={lanes} layer={layer} phase={column.phase} /> : null}
          </section>
        );
      })}
    </section>
  );
}
