/** Says what is being chosen while somebody lays a dependency, with the way out. */
import { stopLinking } from "../../actions/linking.ts";
import { stickyBrief } from "../../actions/places.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "./desk-context.ts";
import { useHand } from "./use-hand.ts";

export function LinkingBar() {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  const linking = useValue(desk.linking);
  if (linking === null) return null;
  const { from, kind } = linking;
  return (
    <div aria-label={words.dependencies.title} className="linking-bar" role="group">
      <span>{words.dependencies.choose[kind](stickyBrief(desk, from, words))}</span>
      <button className="button" onClick={() => stopLinking(hand(null))} type="button">
        {words.dependencies.stop}
      </button>
    </div>
  );
}
