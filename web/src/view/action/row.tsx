/** One action in the list: its title, its status to change at once, who, where, when, and what to notice. */
import { memo } from "react";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/going.ts";
import type { Standing } from "../../model/standing.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Concerns } from "./concerns.tsx";
import { dueWord, ownerName, statusWord, teamName } from "./names.ts";
import { StatusField } from "./status-field.tsx";

interface Props {
  readonly standing: Standing;
  readonly open: boolean;
  readonly chosen: boolean;
  readonly onOpen: (id: string) => void;
  readonly onChoose: (id: string, on: boolean) => void;
}

export const Row = memo(function Row({ standing, open, chosen, onOpen, onChoose }: Props) {
  const { session } = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const members = useValue(session.store.members);
  const teams = useValue(session.store.teams);
  const { map } = useValue(session.me).rights;
  const { action } = standing;
  const title = action.title || words.board.untitled;
  return (
    <li className="action-row" data-action={action.id} data-open={open} data-status={action.status}>
      {map ? (
        <label className="tick">
          <input
            aria-label={words.actions.choose(title)}
            checked={chosen}
            onChange={(event) => onChoose(action.id, event.target.checked)}
            type="checkbox"
          />
        </label>
      ) : null}
      <div className="main">
        <button className="open" onClick={() => onOpen(action.id)} type="button">
          {title}
        </button>
        <Concerns standing={standing} />
      </div>
      <div className="stand">
        {map ? (
          <StatusField
            ids={[action.id]}
            label={words.actions.statusOf(title)}
            status={action.status}
            title={title}
          />
        ) : (
          <span>{statusWord(action.status, words)}</span>
        )}
      </div>
      <div className="facts-of">
        <p>{ownerName(action.owner, members)}</p>
        <p>{teamName(action.department, teams)}</p>
        <p>{dueWord(action.due, speaks)}</p>
      </div>
    </li>
  );
});
