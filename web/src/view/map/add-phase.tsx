/** Adds a phase after the last; stands at the end of the ribbon. */
import { addLastPhase } from "../../actions/heads.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useHand } from "./use-hand.ts";

export function AddPhase() {
  const words = useWords();
  const hand = useHand();
  return (
    <div className="head-add" role="gridcell">
      <button
        aria-label={words.board.addPhase}
        className="icon-button"
        onClick={() => addLastPhase(hand(null))}
        title={words.board.addPhase}
        type="button"
      >
        <Icon name="add" />
      </button>
    </div>
  );
}
