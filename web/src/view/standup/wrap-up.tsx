/** The end of the walk: what was parked, what was skipped, and what was agreed. */
import { useWords } from "../../i18n/late/going.ts";
import type { Standup } from "../../model/actions.ts";
import type { Standing } from "../../model/standing.ts";
import { Field } from "../kit/field.tsx";
import { SharedText } from "../kit/shared-text.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly standup: Standup;
  readonly steps: readonly Standing[];
  readonly onGo: (at: number) => void;
}

export function WrapUp({ standup, steps, onGo }: Props) {
  const { session } = useDesk();
  const words = useWords();
  const { map } = useValue(session.me).rights;
  const parked = steps.filter(({ action }) => standup.parked.includes(action.id));
  const skipped = steps.filter(({ action }) => !standup.heard.includes(action.id));
  const part = (title: string, part: readonly Standing[]) =>
    part.length === 0 ? null : (
      <section>
        <h2>{title}</h2>
        <ul className="go-list">
          {part.map((standing) => (
            <li key={standing.action.id}>
              <button
                className="button"
                onClick={() => onGo(steps.indexOf(standing))}
                type="button"
              >
                {standing.action.title || words.board.untitled}
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <article aria-labelledby="step-title" className="standup-step end">
      <h1 id="step-title" tabIndex={-1}>
        {skipped.length === 0 ? words.standup.end : words.standup.endSkipped(skipped.length)}
      </h1>
      <p>{words.standup.endHelp}</p>
      {part(words.standup.skippedList, skipped)}
      {part(words.standup.parkedList, parked)}
      {map ? (
        <Field label={words.standup.notes}>
          {({ id }) => <SharedText field="notes" id={id} record={`standups/${standup.id}`} />}
        </Field>
      ) : null}
      {map ? <p className="quiet">{words.standup.closeHelp}</p> : null}
    </article>
  );
}
