/** The plus at the end of a cell. Not a tab stop: on the keyboard typing in the cell does the same. */
import type { MouseEvent } from "react";
import { addAndWrite } from "../../actions/stickies.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useHand } from "./use-hand.ts";

export function AddSticky() {
  const words = useWords();
  const hand = useHand();
  const add = (event: MouseEvent<HTMLButtonElement>) => {
    const made = hand(event.currentTarget);
    if (made.target.kind === "cell") addAndWrite(made, made.target.lane, made.target.phase, null);
  };
  return (
    <button
      aria-label={words.board.addSticky}
      className="add"
      onClick={add}
      tabIndex={-1}
      type="button"
    >
      <Icon name="add" />
    </button>
  );
}
