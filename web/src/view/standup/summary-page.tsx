/** A closed stand-up, to read later: what changed, what stands still, what was said. Copied and printed. */
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/going.ts";
import { moment } from "../../i18n/moments.ts";
import type { Standup } from "../../model/actions.ts";
import { ownerName } from "../action/names.ts";
import { useValue } from "../kit/use-value.ts";
import { Link } from "../link.tsx";
import { useDesk } from "../map/desk-context.ts";
import { boardPath } from "../route.ts";
import { type Line, type Summary, sinceText, summaryOf, textOf } from "./summing-up.ts";
import { useTitleFocus } from "./use-title-focus.ts";

export function SummaryPage({ standup }: { readonly standup: Standup }) {
  const desk = useDesk();
  const words = useWords();
  const { store, board } = desk.session;
  const heading = useTitleFocus(standup.id);
  const speaks = useValue(language);
  const standups = useValue(store.actions.standups);
  const actions = useValue(store.actions.list);
  const members = useValue(store.members);
  const bin = useValue(store.bin);
  const titleOf = (id: string) =>
    actions.find((action) => action.id === id)?.title ??
    bin.find(({ ref }) => ref === `actions/${id}`)?.what ??
    "";
  const summary = summaryOf(standup, standups, actions, titleOf);
  const title = words.standup.of(moment(standup.closed ?? standup.on, speaks));
  const copy = async () => {
    const whoIs = (member: string) => ownerName(member, members);
    const text = textOf(title, summary, standup.notes, whoIs, words);
    const taken = await desk.page.copy({ text, html: null });
    if (taken) desk.tell(words.standup.copied);
    else desk.alert(words.standup.notCopied);
  };
  return (
    <div className="standup reading" tabIndex={-1}>
      <header className="no-print">
        <Link className="button bare" to={boardPath(board, "standup")}>
          {words.standup.back}
        </Link>
        <div className="row">
          <button className="button" onClick={() => void copy()} type="button">
            {words.standup.copy}
          </button>
          <button className="button" onClick={() => window.print()} type="button">
            {words.standup.print}
          </button>
        </div>
      </header>
      <article className="sheet-of-paper">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <Lines
          all={summary.changed}
          heading={words.standup.changed}
          none={words.standup.changedNone}
        />
        <Lines all={summary.still} heading={words.standup.still} none="" />
        {summary.parked.length === 0 ? null : (
          <section>
            <h2>{words.standup.parkedList}</h2>
            <ul className="summary">
              {summary.parked.map((parked) => (
                <li key={parked}>{parked}</li>
              ))}
            </ul>
          </section>
        )}
        <Said said={summary.said} />
        {standup.notes.trim() === "" ? null : (
          <section>
            <h2>{words.standup.notes}</h2>
            <p className="notes">{standup.notes}</p>
          </section>
        )}
      </article>
    </div>
  );
}

interface LinesProps {
  readonly heading: string;
  readonly all: readonly Line[];
  /** What is said when there are none; empty leaves the part out. */
  readonly none: string;
}

function Lines({ heading, all, none }: LinesProps) {
  const { board } = useDesk().session;
  const words = useWords();
  if (all.length === 0 && none === "") return null;
  return (
    <section>
      <h2>{heading}</h2>
      {all.length === 0 ? <p>{none}</p> : null}
      <ul className="summary">
        {all.map((line) => (
          <li key={line.id}>
            <Link to={boardPath(board, "actions", `actions/${line.id}`)}>
              {line.title || words.board.untitled}
            </Link>
            <span data-kind={line.since.kind}>{sinceText(line, words)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Said({ said }: { readonly said: Summary["said"] }) {
  const words = useWords();
  const members = useValue(useDesk().session.store.members);
  if (said.length === 0) return null;
  return (
    <section>
      <h2>{words.standup.said}</h2>
      <ul className="summary said">
        {said.map(({ title, entry }) => (
          <li key={`${entry.on} ${entry.by} ${title}`}>
            <span>{title}</span>
            <span>
              {entry.note} <span className="quiet">{ownerName(entry.by, members)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
