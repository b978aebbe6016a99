/** *Zonder plek*: stickies whose phase or lane is gone. Shown in every layer, so that none is lost. */
import { useWords } from "../../i18n/use-words.ts";
import { useDesk } from "./desk-context.ts";
import { StickyView } from "./sticky-view.tsx";
import { useStill } from "./use-still.ts";

export function Unplaced() {
  const { store } = useDesk().session;
  const words = useWords();
  const ids = useStill(store.unplaced);
  if (ids.length === 0) return null;
  return (
    <div className="line lane unplaced" role="row">
      <div className="lane-head" role="rowheader" tabIndex={-1}>
        <span className="lane-title">
          <span>{words.board.unplaced}</span>
        </span>
      </div>
      <div className="cell" role="gridcell" tabIndex={-1}>
        <p className="question">{words.board.unplacedHelp}</p>
        {ids.map((id) => (
          <StickyView id={id} key={id} writing={false} />
        ))}
      </div>
    </div>
  );
}
