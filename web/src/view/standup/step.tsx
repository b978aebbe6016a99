/** One action in the stand-up: what happened since last time, where it stands, one sentence, and where it comes from. */
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/going.ts";
import { moment } from "../../i18n/moments.ts";
import type { Action, Standup } from "../../model/actions.ts";
import { closedOf, type Standing } from "../../model/standing.ts";
import { Confirmation } from "../action/confirmation.tsx";
import { History } from "../action/history.tsx";
import { dueWord, lastSaid, ownerName, sinceWord, statusWord, teamName } from "../action/names.ts";
import { Origin } from "../action/origin.tsx";
import { SayForm } from "../action/say-form.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly standing: Standing;
  readonly standup: Standup;
  /** Somebody has words in the sentence that are not written down yet, or has none any more. */
  readonly onWriting: (writing: boolean) => void;
}

export function Step({ standing, standup, onWriting }: Props) {
  const { me } = useDesk().session;
  const words = useWords();
  const { map } = useValue(me).rights;
  const { action } = standing;
  return (
    <article aria-labelledby="step-title" className="standup-step" data-status={action.status}>
      <div className="main">
        <h1 id="step-title" tabIndex={-1}>
          {action.title || words.board.untitled}
        </h1>
        <News standing={standing} standup={standup} />
        <Confirmation action={action} brief={true} />
        <Known action={action} />
        {map ? (
          <SayForm action={action} key={action.id} onWriting={onWriting} standup={standup.id} />
        ) : (
          <p className="status-now">{statusWord(action.status, words)}</p>
        )}
      </div>
      <div className="aside">
        <Origin action={action} beside={true} />
        <details>
          <summary>{words.actions.history}</summary>
          <History action={action} bare={true} />
        </details>
      </div>
    </article>
  );
}

/** What happened since the stand-up before, as labels. */
function News({ standing, standup }: Pick<Props, "standing" | "standup">) {
  const { store } = useDesk().session;
  const words = useWords();
  const teams = useValue(store.teams);
  const before = closedOf(useValue(store.actions.standups)).at(-1)?.closed ?? null;
  const { action, since, late, waits, stuck } = standing;
  const team = teamName(action.confirms, teams);
  const agreed = before !== null && (action.confirmed?.[1] ?? 0) > before && team !== "";
  return (
    <ul className="concerns">
      <li data-kind={stuck ? "stuck" : since.kind}>{sinceWord(standing, words)}</li>
      {agreed ? <li data-kind="confirmed">{words.actions.since.confirmed(team)}</li> : null}
      {late ? <li data-kind="late">{words.actions.since.late}</li> : null}
      {waits ? <li data-kind="waits">{words.actions.waitsFor(team)}</li> : null}
      {standup.parked.includes(action.id) ? (
        <li data-kind="parked">{words.standup.parked}</li>
      ) : null}
    </ul>
  );
}

/** Who does it, where, by when, and what was said last. */
function Known({ action }: { readonly action: Action }) {
  const { store } = useDesk().session;
  const words = useWords();
  const speaks = useValue(language);
  const members = useValue(store.members);
  const teams = useValue(store.teams);
  const said = lastSaid(action);
  const facts = [
    ownerName(action.owner, members) || words.actions.field.nobody,
    teamName(action.department, teams),
    dueWord(action.due, speaks),
  ].filter((fact) => fact !== "");
  return (
    <>
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
    </>
  );
}
