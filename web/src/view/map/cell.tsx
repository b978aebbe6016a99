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
import { StickyView } from "./sticky-view.tsx";
import { useStill } from "./use-still.ts";

const SHOWN_MAX = 8;

interface Props {
  readonly layer: string;
  readonly lane: string;
  readonly phase: string;
  readonly question: string;
}

/** The sticky being written in this cell; also when somebody threw it away meanwhile. */
function writtenIn(
  desk: Desk,
  ids: readonly string[],
  layer: string,
  lane: string,
  phase: string,
): string | null {
  const now = desk.writing.get();
  if (now?.kind !== "sticky") return null;
  if (ids.includes(now.id)) return now.id;
  const sticky = desk.session.store.sticky(now.id).get();
  const here = sticky?.layer === layer && sticky.lane === lane && sticky.phase === phase;
  return here && sticky.gone !== null ? now.id : null;
}

/** The cell's stickies with one that is in the bin, at its old place. */
function withGone(desk: Desk, ids: readonly string[], gone: string): readonly string[] {
  const { store } = desk.session;
  const rank = store.sticky(gone).get()?.rank ?? "";
  const index = ids.findIndex((id) => (store.sticky(id).get()?.rank ?? "") > rank);
  const at = index < 0 ? ids.length : index;
  return [...ids.slice(0, at), gone, ...ids.slice(at)];
}

export const Cell = memo(function Cell({ layer, lane, phase, question }: Props) {
  const desk = useDesk();
  const words = useWords();
  const ids = useStill(desk.session.store.cell(layer, lane, phase));
  const may = useValue(desk.session.me).rights.map;
  const writing = useSyncExternalStore(desk.writing.subscribe, () =>
    writtenIn(desk, ids, layer, lane, phase),
  );
  const shown = writing === null || ids.includes(writing) ? ids : withGone(desk, ids, writing);
  const draw = (id: string) => <StickyView id={id} key={id} writing={id === writing} />;
  const folded = shown.length > SHOWN_MAX + 1;

  return (
    <div
      aria-label={ids.length === 0 && question === "" ? words.board.emptyCell : undefined}
      className="cell"
      data-lane={lane}
      data-layer={layer}
      data-phase={phase}
      id={cellId(layer, lane, phase)}
      role="gridcell"
      tabIndex={-1}
    >
      {question === "" ? null : <p className="question">{question}</p>}
      {(folded ? shown.slice(0, SHOWN_MAX) : shown).map(draw)}
      {folded ? <Fold draw={draw} ids={shown.slice(SHOWN_MAX)} writing={writing} /> : null}
      {may ? <AddSticky /> : null}
    </div>
  );
});
