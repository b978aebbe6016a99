/** Before a stand-up: what it is, the button to begin or to join, and the earlier ones. */
import { env } from "../../env.ts";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/going.ts";
import { moment, since } from "../../i18n/moments.ts";
import type { Standup } from "../../model/actions.ts";
import { closedOf, sinceOf } from "../../model/standing.ts";
import { ownerName } from "../action/names.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { Link } from "../link.tsx";
import { useDesk } from "../map/desk-context.ts";
import { boardPath } from "../route.ts";
import { useTitleFocus } from "./use-title-focus.ts";

interface Props {
  readonly going: Standup | null;
  readonly onJoin: () => void;
  readonly onStart: () => void;
}

export function Lobby({ going, onJoin, onStart }: Props) {
  const desk = useDesk();
  const words = useWords();
  const { store, me, edits, board } = desk.session;
  const heading = useTitleFocus("lobby");
  const speaks = useValue(language);
  const { map } = useValue(me).rights;
  const members = useValue(store.members);
  const none = useValue(store.actions.list).length === 0;
  const discard = () => {
    if (going !== null && edits.throwAway([`standups/${going.id}`])) {
      desk.tell(words.standup.discarded);
    }
  };
  return (
    <div className="standup lobby">
      <header>
        <Link className="button bare" to={boardPath(board, "actions")}>
          <Icon name="back" />
          {words.actions.title}
        </Link>
      </header>
      <div className="sheet-of-paper">
        <h1 ref={heading} tabIndex={-1}>
          {words.standup.title}
        </h1>
        <p className="lead">{words.standup.lead}</p>
        {going !== null ? (
          <>
            <p>
              {words.standup.going(
                ownerName(going.by, members),
                since(going.on, env.now(), speaks),
              )}
            </p>
            <div className="row">
              <button className="button strong large" onClick={onJoin} type="button">
                {words.standup.join}
              </button>
              {map ? (
                <button className="button bare" onClick={discard} type="button">
                  {words.standup.discard}
                </button>
              ) : null}
            </div>
          </>
        ) : none ? (
          <>
            <p>
              <strong>{words.standup.nothing}.</strong> {words.standup.nothingHelp}
            </p>
            <Link className="button strong" to={boardPath(board, "actions")}>
              {words.standup.toActions}
            </Link>
          </>
        ) : map ? (
          <button className="button strong large" onClick={onStart} type="button">
            {words.standup.start}
          </button>
        ) : (
          <p className="notice">{words.standup.viewer}</p>
        )}
        <Earlier />
      </div>
    </div>
  );
}

function Earlier() {
  const words = useWords();
  const { store, board } = useDesk().session;
  const speaks = useValue(language);
  const closed = closedOf(useValue(store.actions.standups));
  return (
    <section>
      <h2>{words.standup.earlier}</h2>
      {closed.length === 0 ? <p className="quiet">{words.standup.earlierNone}</p> : null}
      <ul className="list">
        {closed
          .map((one, at) => {
            const seen = Object.entries(one.seen);
            const before = closed.slice(0, at);
            const moved = seen.filter(([id, status]) => {
              return sinceOf(id, status, before).kind === "moved";
            }).length;
            return (
              <li key={one.id}>
                <Link className="grow" to={boardPath(board, "standup", `standups/${one.id}`)}>
                  {moment(one.closed ?? one.on, speaks)}
                </Link>
                <span className="quiet">{words.standup.earlierLine(seen.length, moved)}</span>
              </li>
            );
          })
          .reverse()}
      </ul>
    </section>
  );
}
