/** The cards of the personas: whose line is set, with their motto; and the table of the same. */
import type { KeyboardEvent } from "react";
import { addPersona } from "../../actions/personas.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Column, Lane, Persona } from "../../model/board.ts";
import { onArrows } from "../kit/arrows.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { LaneHead } from "../map/lane-head.tsx";
import { useHand } from "../map/use-hand.ts";
import { PersonaCard } from "./persona-card.tsx";

interface Props {
  readonly lane: Lane;
  readonly columns: readonly Column[];
  readonly personas: readonly Persona[];
  readonly chosen: Persona | null;
  readonly span: number;
}

export function PersonaRow({ lane, columns, personas, chosen, span }: Props) {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  const { map, frame } = useValue(desk.session.me).rights;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const card = event.currentTarget.querySelector<HTMLElement>("[aria-checked=true]");
    const inside = event.target !== event.currentTarget;
    if (event.key === "Escape" && inside) event.currentTarget.focus();
    else if (event.key === "Enter" && !inside && card !== null) card.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="line" role="row">
      <LaneHead folded={false} lane={lane} />
      <div
        aria-colspan={columns.length * span}
        className="persona-cell roam"
        onKeyDown={onKeyDown}
        role="gridcell"
        tabIndex={-1}
      >
        <div className="persona-strip">
          {personas.length === 0 ? (
            <p className="question">{map ? words.hartslag.none : words.hartslag.noneViewer}</p>
          ) : (
            <div
              aria-label={map ? words.hartslag.whose : words.hartslag.personas}
              className="personas"
              onKeyDown={onArrows}
              role="radiogroup"
              tabIndex={-1}
            >
              {personas.map((persona) => (
                <PersonaCard chosen={persona === chosen} key={persona.id} persona={persona} />
              ))}
            </div>
          )}
          {frame ? (
            <button
              className="button bare dense"
              onClick={() => addPersona(hand(null))}
              type="button"
            >
              <Icon name="add" />
              {words.hartslag.add}
            </button>
          ) : null}
          {chosen === null ? null : (
            <button
              aria-haspopup="dialog"
              className="button bare dense"
              onClick={() => desk.dialog.set({ kind: "heart_table" })}
              type="button"
            >
              <Icon name="table" />
              {words.hartslag.table}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
