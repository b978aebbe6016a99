/** Dependencies as quiet chips: "hangt af van 2". A click follows; the keyboard has a key for the same. */
import { type Bond, goTo } from "../../actions/linking.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useDesk } from "./desk-context.ts";
import { useBound } from "./use-bound.ts";
import { useHand } from "./use-hand.ts";

/** Where an idea came from is told in the panel only. */
const SHOWN: readonly Bond[] = ["needs", "needed", "leads", "follows"];

export function BondChips({ id }: { readonly id: string }) {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  const bound = useBound(id);
  return SHOWN.map((bond) => {
    const own = bound.filter((one) => one.bond === bond);
    const [first, second] = own;
    if (first === undefined) return null;
    const go = (element: Element) => {
      if (second === undefined) goTo(desk, first.id);
      else desk.openPanel(hand(element).target);
    };
    return (
      <li key={bond}>
        <button
          className="bond"
          onClick={(event) => go(event.currentTarget)}
          tabIndex={-1}
          type="button"
        >
          {words.dependencies.chip(words.dependencies.bonds[bond], own.length)}
        </button>
      </li>
    );
  });
}
