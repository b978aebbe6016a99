/** *Verplaats naar…*: the twin of dragging, by choosing a journey, a phase, a lane and a place. */
import { type FormEvent, useState } from "react";
import { chosenBrief, moveTo } from "../../actions/moving.ts";
import { phaseTitle } from "../../actions/places.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { Dialog } from "../kit/dialog.tsx";
import { SelectField } from "../kit/select-field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useHand } from "../map/use-hand.ts";
import { LayerField } from "./layer-field.tsx";
import { PlaceField } from "./place-field.tsx";

interface Props {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

export function MoveDialog({ ids, onClose }: Props) {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  const [layer, setLayer] = useState(desk.layer.get());
  const { columns, lanes } = useValue(desk.session.store.structure(layer));
  const sticky = desk.session.store.sticky(ids[0] ?? "").get();
  const [phase, setPhase] = useState(sticky?.phase ?? "");
  const [lane, setLane] = useState(sticky?.lane ?? "");
  const [before, setBefore] = useState<string | null>(null);

  const titleOf = (column: { readonly phase: string; readonly under: string }) => {
    const title = phaseTitle(desk, column.phase, words);
    if (column.phase === column.under) return title;
    return `${phaseTitle(desk, column.under, words)} › ${title}`;
  };
  // Another cell: the sticky goes to its end until a place is chosen.
  const go = (set: (value: string) => void) => (value: string) => {
    set(value);
    setBefore(null);
  };
  const move = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    desk.layer.set(layer);
    moveTo(hand(null), ids, lane, phase, before);
  };
  return (
    <Dialog onClose={onClose} title={words.move.title}>
      <form className="content flush" onSubmit={move}>
        <p className="quiet">{chosenBrief(hand(null), ids)}</p>
        <LayerField layer={layer} onChange={go(setLayer)} />
        <div className="pair">
          <SelectField
            label={words.move.phase}
            onChange={go(setPhase)}
            options={columns.map((column) => ({ value: column.phase, label: titleOf(column) }))}
            value={phase}
          />
          <SelectField
            label={words.move.lane}
            onChange={go(setLane)}
            options={lanes.map(({ id: value, title }) => ({
              value,
              label: title || words.board.untitled,
            }))}
            value={lane}
          />
        </div>
        <PlaceField
          before={before}
          ids={ids}
          lane={lane}
          layer={layer}
          onChange={setBefore}
          phase={phase}
        />
        <div className="row end">
          <button className="button" onClick={onClose} type="button">
            {words.cancel}
          </button>
          <button className="button strong" type="submit">
            {words.move.go}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
