/** One action in a column. Shift and the arrows take it to another status or another place. */
import { type KeyboardEvent, useState } from "react";
import { HINT_TEXT_MAX } from "../../generated/limits.ts";
import { STATUSES } from "../../generated/schema.ts";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Standing } from "../../model/standing.ts";
import { LineDialog } from "../kit/line-dialog.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Concerns } from "./concerns.tsx";
import { dueWord, ownerName, statusWord } from "./names.ts";
import { StatusField } from "./status-field.tsx";

interface Props {
  readonly standing: Standing;
  readonly open: boolean;
  readonly movable: boolean;
  /** The cards above and below it in its column, and the one after that. */
  readonly before: string | null;
  readonly after: string | null;
  readonly beyond: string | null;
  readonly onOpen: (id: string) => void;
}

export function Card({ standing, open, movable, before, after, beyond, onOpen }: Props) {
  const desk = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const members = useValue(desk.session.store.members);
  const [stopping, setStopping] = useState(false);
  const { action } = standing;
  const { edits } = desk.session;
  const title = action.title || words.board.untitled;

  const turn = (step: -1 | 1) => {
    const next = STATUSES[(STATUSES as readonly string[]).indexOf(action.status) + step];
    if (next === "stopped") setStopping(true);
    else if (next !== undefined && edits.setActionStatus([action.id], next)) {
      desk.say(words.actions.moved(title, statusWord(next, words)));
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!movable || !event.shiftKey) return;
    if (event.key === "ArrowLeft") turn(-1);
    else if (event.key === "ArrowRight") turn(1);
    else if (event.key === "ArrowUp" && before !== null) edits.placeAction(action.id, before);
    else if (event.key === "ArrowDown" && after !== null) edits.placeAction(action.id, beyond);
    else return;
    event.preventDefault();
  };
  const facts = [ownerName(action.owner, members), dueWord(action.due, speaks)];
  return (
    <li className="action-card" data-action={action.id} data-open={open}>
      <button
        aria-description={movable ? words.actions.cardHelp : undefined}
        className="open"
        onClick={() => onOpen(action.id)}
        onKeyDown={onKeyDown}
        type="button"
      >
        {title}
      </button>
      <Concerns standing={standing} />
      <p className="quiet">{facts.filter((fact) => fact !== "").join(" · ")}</p>
      {movable ? (
        <StatusField
          ids={[action.id]}
          label={words.actions.statusOf(title)}
          status={action.status}
          title={title}
        />
      ) : null}
      {stopping ? (
        <LineDialog
          label={words.actions.field.note}
          max={HINT_TEXT_MAX}
          missing={words.actions.field.reasonMissing}
          onClose={() => setStopping(false)}
          onSave={(reason) => edits.setActionStatus([action.id], "stopped", reason)}
          start=""
          title={words.actions.field.reason}
        />
      ) : null}
    </li>
  );
}
