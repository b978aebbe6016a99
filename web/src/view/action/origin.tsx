/** *Komt van*: the stickies that an action comes from, with their phase, one step to the map, and what was said. */
import { useWords } from "../../i18n/use-words.ts";
import type { Action } from "../../model/actions.ts";
import type { AnyRef } from "../../model/board.ts";
import { inkOf } from "../kit/ink.ts";
import { useValue } from "../kit/use-value.ts";
import { Link } from "../link.tsx";
import { useDesk } from "../map/desk-context.ts";
import { boardPath, MAP_VIEW } from "../route.ts";

export function Origin({ action }: { readonly action: Action }) {
  const { store } = useDesk().session;
  const words = useWords();
  const links = useValue(store.actions.links);
  const origins = links
    .filter(({ kind, from }) => kind === "derived_from" && from === `actions/${action.id}`)
    .map(({ to }) => to);
  const shown = [...new Set(origins)];
  return (
    <section className="side-part">
      <h3>{words.actions.origin}</h3>
      {shown.length === 0 ? <p className="quiet">{words.actions.originNone}</p> : null}
      {shown.map((origin) =>
        origin.startsWith("quotes/") ? (
          <Quoted key={origin} quote={origin.slice("quotes/".length)} />
        ) : (
          <FromSticky key={origin} origin={origin} />
        ),
      )}
    </section>
  );
}

function FromSticky({ origin }: { readonly origin: AnyRef }) {
  const { session } = useDesk();
  const words = useWords();
  const { store } = session;
  const sticky = useValue(store.sticky(origin.replace(/^[a-z]+\//, "")));
  const { columns } = useValue(store.structure(sticky?.layer ?? ""));
  const links = useValue(store.actions.links);
  if (!origin.startsWith("stickies/") || sticky === null) return null;
  const phase = columns.find((column) => column.phase === sticky.phase)?.title;
  const quotes = links
    .filter(({ from, to }) => from === origin && to.startsWith("quotes/"))
    .map(({ to }) => to.slice("quotes/".length));
  return (
    <div className="origin" data-color={inkOf(sticky.color)}>
      <p className="quiet">{phase ?? words.actions.originLoose}</p>
      <p className="words">{sticky.text || words.board.emptySticky}</p>
      {[...new Set(quotes)].map((quote) => (
        <Quoted key={quote} quote={quote} />
      ))}
      {sticky.gone === null ? (
        <Link to={boardPath(session.board, MAP_VIEW, origin)}>{words.actions.toMap}</Link>
      ) : (
        <p className="quiet">{words.actions.originGone}</p>
      )}
    </div>
  );
}

function Quoted({ quote }: { readonly quote: string }) {
  const { store } = useDesk().session;
  const words = useWords();
  const found = useValue(store.actions.quotes).find(({ id }) => id === quote);
  if (found === undefined) return null;
  return (
    <figure className="quoted">
      <blockquote>{found.text}</blockquote>
      <figcaption className="quiet">{words.actions.said(found.respondent)}</figcaption>
    </figure>
  );
}
