/** Adds a lane below the last. */
import { addLastLane } from "../../actions/heads.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useHand } from "./use-hand.ts";

export function AddLane() {
  const words = useWords();
  const hand = useHand();
  return (
    <div className="line" role="row">
      <div className="lane-add" role="gridcell">
        <button className="button bare" onClick={() => addLastLane(hand(null))} type="button">
          <Icon name="add" />
          {words.board.addLane}
        </button>
      </div>
    </div>
  );
}
