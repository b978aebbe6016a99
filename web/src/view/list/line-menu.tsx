/** The menu of a line. Lines of stickies have a key for it, so only headings stop the Tab key here. */
import type { MouseEvent } from "react";
import { act } from "../../actions/table.ts";
import { words } from "../../i18n/language.ts";
import { Icon } from "../kit/icon.tsx";
import { useDesk } from "../map/desk-context.ts";
import { pointBelow } from "../map/element.ts";
import { targetIn } from "./target-in.ts";

interface Props {
  readonly of: string;
  readonly tabbed: boolean;
}

export function LineMenu({ of, tabbed }: Props) {
  const desk = useDesk();
  const open = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    const hand = { desk, words: words(), target: targetIn(currentTarget) };
    act("menu", { ...hand, at: pointBelow(currentTarget) });
  };
  return (
    <button
      aria-haspopup="menu"
      aria-label={words().board.menuFor(of)}
      className="icon-button outline-menu"
      onClick={open}
      tabIndex={tabbed ? 0 : -1}
      type="button"
    >
      <Icon name="more" />
    </button>
  );
}
