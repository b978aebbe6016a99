/** What an action carries, for who may only look. */
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/going.ts";
import type { Action } from "../../model/actions.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Confirmation } from "./confirmation.tsx";
import { degreeWord, dueWord, ownerName, statusWord, teamName } from "./names.ts";

export function DetailFacts({ action }: { readonly action: Action }) {
  const { store } = useDesk().session;
  const words = useWords();
  const { field } = words.actions;
  const speaks = useValue(language);
  const members = useValue(store.members);
  const teams = useValue(store.teams);
  const facts: readonly (readonly [string, string])[] = [
    [field.status, statusWord(action.status, words)],
    [field.owner, ownerName(action.owner, members)],
    [field.department, teamName(action.department, teams)],
    [field.confirms, teamName(action.confirms, teams)],
    [field.due, dueWord(action.due, speaks)],
    [field.impact, degreeWord(action.impact, words)],
    [field.effort, degreeWord(action.effort, words)],
  ];
  return (
    <section className="side-part">
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || words.panel.none}</dd>
          </div>
        ))}
      </dl>
      <Confirmation action={action} />
    </section>
  );
}
