/** Throwing away a phase or lane that holds stickies: says so, and offers to move them. */
import { type FormEvent, useState } from "react";
import { throwAwayHead } from "../../actions/heads.ts";
import { laneTitle, phaseTitle, structure } from "../../actions/places.ts";
import type { Target } from "../../actions/target.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { Dialog } from "../kit/dialog.tsx";
import { Field } from "../kit/field.tsx";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly target: Target;
  readonly onClose: () => void;
}

const NOWHERE = "";

export function GoneDialog({ target, onClose }: Props) {
  const desk = useDesk();
  const words = useWords();
  const { columns, lanes } = structure(desk);
  const isPhase = target.kind === "phase";
  const id = "id" in target ? target.id : "";
  const title = isPhase ? phaseTitle(desk, id, words) : laneTitle(desk, id, words);
  const others = isPhase
    ? columns
        .filter(({ phase, under }) => phase !== id && under !== id)
        .map(({ phase }) => ({ id: phase, title: phaseTitle(desk, phase, words) }))
    : lanes.filter((lane) => lane.id !== id);
  const [to, setTo] = useState(others[0]?.id ?? NOWHERE);
  const { edits } = desk.session;
  const held = isPhase ? edits.stickiesInPhase(id) : edits.stickiesInLane(id);

  const go = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    throwAwayHead(desk, words, target, title, to === NOWHERE ? null : to);
  };
  return (
    <Dialog onClose={onClose} title={isPhase ? words.gone.phase(title) : words.gone.lane(title)}>
      <form className="content flush" onSubmit={go}>
        <Field label={words.gone.holds(held)}>
          {(control) => (
            <select
              {...control}
              className="input"
              onChange={(event) => setTo(event.target.value)}
              value={to}
            >
              {others.map((one) => (
                <option key={one.id} value={one.id}>
                  {words.gone.to(one.title || words.board.untitled)}
                </option>
              ))}
              <option value={NOWHERE}>{words.gone.nowhere}</option>
            </select>
          )}
        </Field>
        <div className="row end">
          <button className="button" onClick={onClose} type="button">
            {words.cancel}
          </button>
          <button className="button danger" type="submit">
            {words.gone.go}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
