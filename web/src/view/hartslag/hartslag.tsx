/**
 * The lane of feelings: the cards of the personas, and under them a line for each, now and as it
 * should be. A fixed height, so that no value moves the map.
 */
import { memo, type ReactNode } from "react";
import type { Column, Lane } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useStill } from "../map/use-still.ts";
import { Beats } from "./beats.tsx";
import { PersonaRow } from "./persona-row.tsx";

interface Props {
  readonly lane: Lane;
  /** The layer whose line is set. */
  readonly layer: string;
  /** How many cells a column has. */
  readonly span: number;
  readonly columns: readonly Column[];
  /** What stands in the lane all the same. */
  readonly children: ReactNode;
}

export const Hartslag = memo(function Hartslag({ lane, layer, span, columns, children }: Props) {
  const desk = useDesk();
  const personas = useStill(desk.session.store.personas);
  const wanted = useValue(desk.persona);
  const chosen = personas.find(({ id }) => id === wanted) ?? personas[0] ?? null;
  return (
    <div className="lane hartslag" role="rowgroup">
      <PersonaRow span={span} chosen={chosen} columns={columns} lane={lane} personas={personas} />
      {chosen === null ? null : (
        <Beats
          chosen={chosen}
          columns={columns}
          hint={lane.hint}
          layer={layer}
          personas={personas}
          span={span}
        />
      )}
      {children}
    </div>
  );
});
