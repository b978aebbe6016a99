/** The history of an action as a line in time, the newest on top: who moved it, and what they said. */
import { language } from "../../i18n/language.ts";
import type { GoingWords as Words } from "../../i18n/late/going.ts";
import { useWords } from "../../i18n/late/going.ts";
import { moment } from "../../i18n/moments.ts";
import type { Action, LogEntry } from "../../model/actions.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { ownerName, statusWord } from "./names.ts";

function told(entry: LogEntry, before: LogEntry | undefined, who: string, words: Words): string {
  const { historyLine } = words.actions;
  if (entry.confirmed !== null) {
    return entry.confirmed ? historyLine.confirmed(who) : historyLine.unconfirmed(who);
  }
  const to = statusWord(entry.status, words);
  if (before === undefined) return historyLine.made(who, to);
  if (before.status === entry.status) return historyLine.noted(who);
  return historyLine.moved(who, statusWord(before.status, words), to);
}

interface Props {
  readonly action: Action;
  /** Without its heading, below one that is there already. */
  readonly bare?: boolean;
}

export function History({ action, bare = false }: Props) {
  const { store } = useDesk().session;
  const words = useWords();
  const speaks = useValue(language);
  const members = useValue(store.members);
  const lines = action.log.map((entry, at) => {
    const known = members.some(({ id }) => id === entry.by);
    const who = known ? ownerName(entry.by, members) : words.actions.somebody;
    return { entry, at, text: told(entry, action.log[at - 1], who, words) };
  });
  if (lines.length === 0) return null;
  return (
    <section className="side-part">
      {bare ? null : <h3>{words.actions.history}</h3>}
      <ol className="timeline">
        {lines.toReversed().map(({ entry, at, text }) => (
          <li data-status={entry.status} key={at}>
            <p>{text}</p>
            {entry.note === "" ? null : <p className="note">{entry.note}</p>}
            <p className="quiet">
              {entry.on === 0 ? "" : moment(entry.on, speaks)}
              {entry.standup === null ? "" : `, ${words.actions.historyLine.standup}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
