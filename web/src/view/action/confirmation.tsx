/** Which department has to take an action over, and whether it agreed. */
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/going.ts";
import { day } from "../../i18n/moments.ts";
import type { Action } from "../../model/actions.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { ownerName, teamName } from "./names.ts";

interface Props {
  readonly action: Action;
  /** What it waits for is said elsewhere already. */
  readonly brief?: boolean;
}

export function Confirmation({ action, brief = false }: Props) {
  const words = useWords();
  const { edits, store, me } = useDesk().session;
  const speaks = useValue(language);
  const members = useValue(store.members);
  const team = teamName(action.confirms, useValue(store.teams));
  const { map } = useValue(me).rights;
  if (team === "") return null;
  if (action.confirmed === null) {
    return brief && !map ? null : (
      <div className="confirmation" data-kind="waits">
        {brief ? null : <p>{words.actions.waitsFor(team)}</p>}
        {map ? (
          <button
            className="button"
            onClick={() => edits.confirmAction(action.id, true)}
            type="button"
          >
            {words.actions.confirm(team)}
          </button>
        ) : null}
      </div>
    );
  }
  const [by, on] = action.confirmed;
  const who = members.some(({ id }) => id === by) ? ownerName(by, members) : words.actions.somebody;
  return (
    <div className="confirmation">
      <p>{words.actions.confirmedBy(team, who, day(on, speaks))}</p>
      {map ? (
        <button
          className="button bare"
          onClick={() => edits.confirmAction(action.id, false)}
          type="button"
        >
          {words.actions.unconfirm}
        </button>
      ) : null}
    </div>
  );
}
