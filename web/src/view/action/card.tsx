/** One action in a column. Shift and the arrows take it to another status or another place. */
import type { KeyboardEvent } from "react";
import { STATUSES } from "../../generated/schema.ts";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/going.ts";
import type { Standing } from "../../model/standing.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Concerns } from "./concerns.tsx";
import { dueWord, ownerName } from "./names.ts";
import { StatusSelect } from "./status-select.tsx";
import type { Spot } from "./use-moving.ts";

interface Props {
  readonly standing: Standing;
  readonly open: boolean;
  readonly movable: boolean;
  /** The action above it in its column, the one below it and the one after that. */
  readonly around: readonly (string | null)[];
  readonly onMove: (id: string, spot: Spot) => void;
  readonly onOpen: (id: string) => void;
}

/** Where a key takes a card; null when it leads nowhere. */
function spotOf(key: string, status: string, around: Props["around"]): Spot | null {
  const [above = null, below = null, beyond = null] = around;
  const beside = (step: -1 | 1): Spot | null => {
    const next = STATUSES[(STATUSES as readonly string[]).indexOf(status) + step];
    return next === undefined ? null : { status: next };
  };
  switch (key) {
    case "ArrowLeft":
      return beside(-1);
    case "ArrowRight":
      return beside(1);
    case "ArrowUp":
      return above === null ? null : { status, before: above };
    case "ArrowDown":
      return below === null ? null : { status, before: beyond };
    default:
      return null;
  }
}

export function Card({ standing, open, movable, around, onMove, onOpen }: Props) {
  const { store } = useDesk().session;
  const words = useWords();
  const speaks = useValue(language);
  const members = useValue(store.members);
  const { action } = standing;
  const title = action.title || words.board.untitled;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!movable || !event.shiftKey || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const spot = spotOf(event.key, action.status, around);
    if (spot !== null) onMove(action.id, spot);
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
      <p className="quiet facts">
        {facts.map((fact) => (fact === "" ? null : <span key={fact}>{fact}</span>))}
      </p>
      {movable ? (
        <StatusSelect
          label={words.actions.statusOf(title)}
          onChoose={(status) => onMove(action.id, { status })}
          status={action.status}
        />
      ) : null}
    </li>
  );
}
