/**
 * A cell: the stickies of one lane in one column, top to bottom, and a place to add one. Above eight
 * the rest is folded, and still found by the browser's search.
 */
import { memo, useSyncExternalStore } from "react";
import type { Desk } from "../../actions/desk.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useValue } from "../kit/use-value.ts";
import { AddSticky } from "./add-sticky.tsx";
import { useDesk } from "./desk-context.ts";
import { cellId } from "./element.ts";
import { Fold } from "./fold.tsx";
import { heldOf, isHeldAt } from "./held.ts";
import { StickyView } from "./sticky-view.tsx";
import type { Size } from "./tracks.ts";
import { useOpenCount } from "./use-open-count.ts";
import { useStill } from "./use-still.ts";

const SHOWN_MAX = 8;

interface Props {
  readonly layer: string;
  readonly lane: string;
  readonly phase: string;
  readonly question: string;
  readonly size: Size;
}

/** The cell's stickies as they are shown while one is written on: that one where it was, and only there. */
function shownIn(
  desk: Desk,
  ids: readonly string[],
  writing: string | null,
  away: string | null,
): readonly string[] {
  const here = away === null ? ids : ids.filter((id) => id !== away);
  if (writing === null || here.includes(writing)) return here;
  const { store } = desk.session;
  const rank = heldOf(desk).get()?.rank ?? "";
  const index = here.findIndex((id) => (store.sticky(id).get()?.rank ?? "") > rank);
  const at = index < 0 ? here.length : index;
  return [...here.slice(0, at), writing, ...here.slice(at)];
}

export const Cell = memo(function Cell({ layer, lane, phase, question, size }: Props) {
  const desk = useDesk();
  const words = useWords();
  const ids = useStill(desk.session.store.cell(layer, lane, phase));
  const may = useValue(desk.session.me).rights.map;
  const held = heldOf(desk);
  const writing = useSyncExternalStore(held.subscribe, () => {
    const now = held.get();
    return isHeldAt(now, layer, lane, phase) ? (now?.id ?? null) : null;
  });
  const away = useSyncExternalStore(held.subscribe, () => {
    const id = held.get()?.id;
    return writing === null && id !== undefined && ids.includes(id) ? id : null;
  });
  const shown = shownIn(desk, ids, writing, away);
  const draw = (id: string) => <StickyView id={id} key={id} writing={id === writing} />;
  const open = useOpenCount(shown, SHOWN_MAX);

  return (
    <div
      aria-label={ids.length === 0 && question === "" ? words.board.emptyCell : undefined}
      className={size === null ? "cell" : `cell ${size}`}
      data-lane={lane}
      data-layer={layer}
      data-phase={phase}
      id={cellId(layer, lane, phase)}
      role="gridcell"
      tabIndex={-1}
    >
      {question === "" ? null : <p className="question">{question}</p>}
      {shown.slice(0, open).map(draw)}
      {open < shown.length ? <Fold draw={draw} ids={shown.slice(open)} writing={writing} /> : null}
      {may ? <AddSticky /> : null}
    </div>
  );
});
