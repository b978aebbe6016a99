/** Folds a phase or lane, or opens it again. Not a tab stop: the keyboard has a key for the same. */
import type { MouseEvent } from "react";
import { toggleFold } from "../../actions/folding.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useHand } from "./use-hand.ts";

interface Props {
  readonly title: string;
  readonly folded: boolean;
}

export function FoldButton({ title, folded }: Props) {
  const words = useWords();
  const hand = useHand();
  const toggle = (event: MouseEvent<HTMLButtonElement>) => toggleFold(hand(event.currentTarget));
  const name = title.trim() || words.board.untitled;
  return (
    <button
      aria-expanded={!folded}
      aria-label={folded ? words.structure.unfoldOf(name) : words.structure.foldOf(name)}
      className="head-fold"
      onClick={toggle}
      tabIndex={-1}
      title={folded ? words.structure.unfold : words.structure.fold}
      type="button"
    >
      <Icon name={folded ? "open" : "fold"} />
    </button>
  );
}
