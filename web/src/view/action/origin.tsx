/** *Komt van*: the stickies that an action comes from, with their phase, one step to the map, and what was said. */
import { useWords } from "../../i18n/late/going.ts";
import type { Action } from "../../model/actions.ts";
import type { AnyRef } from "../../model/board.ts";
import { inkOf } from "../kit/ink.ts";
import { useValue } from "../kit/use-value.ts";
import { Link } from "../link.tsx";
import { useDesk } from "../map/desk-context.ts";
import { boardPath, MAP_VIEW } from "../route.ts";
import { quotesBehind } from "./quotes-behind.ts";

interface Props {
  readonly action: Action;
  /** Right below the title of a page, and without a word when it comes from nothing. */
  readonly beside?: boolean;
}

export function Origin({ action, beside = false }: Props) {
  const { store } = useDesk().session;
  const words = useWords();
  const links = useValue(store.actions.links);
  const origins = links
    .filter(({ kind, from }) => kind === "derived_from" && from === `actions/${action.id}`)
    .map(({ to }) => to);
  const shown = [...new Set(origins)];
  if (beside && shown.length === 0) return null;
  const Heading = beside ? "h2" : "h3";
  return (
    <section className="side-part">
      <Heading>{words.actions.origin}</Heading>
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
  const quotes = quotesBehind(origin, links);
  return (
    <div className="origin" data-color={inkOf(sticky.color)}>
      <p className="quiet">{phase ?? words.actions.originLoose}</p>
      <p className="words">{sticky.text || words.board.emptySticky}</p>
      {quotes.map((quote) => (
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
