/** The visible way to the menu of a phase or lane; not a tab stop, Shift+F10 does the same. */
import type { MouseEvent } from "react";
import { act } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "./desk-context.ts";
import { pointBelow } from "./element.ts";
import { useHand } from "./use-hand.ts";

export function HeadMore({ title }: { readonly title: string }) {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  const { frame } = useValue(desk.session.me).rights;
  if (!frame) return null;
  const open = (event: MouseEvent<HTMLButtonElement>) => {
    event.stopPropagation();
    act("menu", hand(event.currentTarget, pointBelow(event.currentTarget)));
  };
  return (
    <button
      aria-haspopup="menu"
      aria-label={words.board.menuFor(title)}
      className="head-more"
      onClick={open}
      tabIndex={-1}
      type="button"
    >
      <Icon name="more" />
    </button>
  );
}
