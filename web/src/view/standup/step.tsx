/** One action in the stand-up: what happened since last time, where it stands, and one sentence. */
import { language } from "../../i18n/language.ts";
import { moment } from "../../i18n/moments.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Standup } from "../../model/actions.ts";
import type { Standing } from "../../model/standing.ts";
import { Confirmation } from "../action/confirmation.tsx";
import { dueWord, lastSaid, ownerName, sinceWord, statusWord, teamName } from "../action/names.ts";
import { SayForm } from "../action/say-form.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly standing: Standing;
  readonly standup: Standup;
  readonly place: string;
}

export function Step({ standing, standup, place }: Props) {
  const { store, me } = useDesk().session;
  const words = useWords();
  const speaks = useValue(language);
  const members = useValue(store.members);
  const teams = useValue(store.teams);
  const { map } = useValue(me).rights;
  const { action, since, late, waits, stuck } = standing;
  const said = lastSaid(action);
  const parked = standup.parked.includes(action.id);
  const facts = [
    ownerName(action.owner, members) || words.actions.field.nobody,
    teamName(action.department, teams),
    dueWord(action.due, speaks),
  ].filter((fact) => fact !== "");
  return (
    <article aria-labelledby="step-title" className="standup-step" data-status={action.status}>
      <p className="quiet">{place}</p>
      <h1 id="step-title" tabIndex={-1}>
        {action.title || words.board.untitled}
      </h1>
      <ul className="concerns">
        <li data-kind={stuck ? "stuck" : since.kind}>{sinceWord(standing, words)}</li>
        {late ? <li data-kind="late">{words.actions.since.late}</li> : null}
        {waits ? (
          <li data-kind="waits">{words.actions.waitsFor(teamName(action.confirms, teams))}</li>
        ) : null}
        {parked ? <li data-kind="parked">{words.standup.parked}</li> : null}
      </ul>
      <p>{facts.join(" · ")}</p>
      <p className="last">
        <span className="label">{words.standup.last}</span>{" "}
        {said === null ? (
          <span className="quiet">{words.standup.nothingSaid}</span>
        ) : (
          <>
            “{said.note}” <span className="quiet">{moment(said.on, speaks)}</span>
          </>
        )}
      </p>
      <Confirmation action={action} />
      {map ? (
        <SayForm action={action} key={action.id} standup={standup.id} />
      ) : (
        <p className="status-now">{statusWord(action.status, words)}</p>
      )}
    </article>
  );
}
