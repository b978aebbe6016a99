/**
 * *Zonder plek*: stickies whose phase or lane is gone. Shown in every layer, so that none is lost. One
 * that somebody writes on comes here when they are done.
 */
import { useWords } from "../../i18n/use-words.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "./desk-context.ts";
import { heldOf } from "./held.ts";
import { StickyView } from "./sticky-view.tsx";
import { useStill } from "./use-still.ts";

export function Unplaced() {
  const desk = useDesk();
  const { store } = desk.session;
  const words = useWords();
  const all = useStill(store.unplaced);
  const held = useValue(heldOf(desk))?.id;
  const writing = useValue(desk.writing);
  const ids = all.filter((id) => id !== held);
  if (ids.length === 0) return null;
  return (
    <div className="line lane unplaced" role="row">
      <div className="lane-head" role="rowheader" tabIndex={-1}>
        <span className="lane-name lane-title">
          <span>{words.board.unplaced}</span>
        </span>
      </div>
      <div className="cell" role="gridcell" tabIndex={-1}>
        <p className="question">{words.board.unplacedHelp}</p>
        {ids.map((id) => (
          <StickyView id={id} key={id} writing={writing?.kind === "sticky" && writing.id === id} />
        ))}
      </div>
    </div>
  );
}
