/** What must be noticed about an action, as small labels with words: waiting, stuck, late. */
import { useWords } from "../../i18n/use-words.ts";
import type { Standing } from "../../model/standing.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { concernsOf } from "./names.ts";

export function Concerns({ standing }: { readonly standing: Standing }) {
  const words = useWords();
  const teams = useValue(useDesk().session.store.teams);
  const concerns = concernsOf(standing, teams, words);
  if (concerns.length === 0) return null;
  return (
    <ul className="concerns">
      {concerns.map(({ kind, text }) => (
        <li data-kind={kind} key={kind}>
          {text}
        </li>
      ))}
    </ul>
  );
}
