/** *Meer*: what is not needed every minute, by its name: guiding, versions, the bin, the other language. */
import { useCallback, useRef, useState } from "react";
import type { Action } from "../../actions/action.ts";
import type { Point } from "../../actions/desk.ts";
import { actions } from "../../actions/table.ts";
import { language, switchLanguage } from "../../i18n/language.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { Menu } from "../kit/menu.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { pointBelow } from "../map/element.ts";
import { useHand } from "../map/use-hand.ts";
import { MenuItem } from "./menu-item.tsx";

export function MoreMenu() {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  const button = useRef<HTMLButtonElement>(null);
  const [at, setAt] = useState<Point | null>(null);
  const other = useValue(language) === "nl" ? "en" : "nl";
  useValue(desk.session.me);
  const close = useCallback(() => {
    setAt(null);
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.closest(".menu")) button.current?.focus();
  }, []);
  const choose = (run: () => void) => {
    button.current?.focus();
    setAt(null);
    run();
  };
  const mine = (action: Action) => action.more === true && action.when(hand(null));
  return (
    <>
      <button
        aria-expanded={at !== null}
        aria-haspopup="menu"
        aria-label={words.board.moreTools}
        className="icon-button"
        onClick={({ currentTarget }) => setAt(at === null ? pointBelow(currentTarget) : null)}
        ref={button}
        title={words.board.moreTools}
        type="button"
      >
        <Icon name="more" />
      </button>
      {at === null ? null : (
        <Menu at={at} label={words.board.moreTools} onClose={close}>
          {actions.filter(mine).map((action) => (
            <MenuItem
              action={action}
              key={action.id}
              onChoose={() => choose(() => action.run?.(hand(null)))}
            />
          ))}
          <div className="menu-line" role="separator" />
          <button
            className="menu-item"
            lang={other}
            onClick={() => choose(() => switchLanguage(other))}
            role="menuitem"
            tabIndex={-1}
            type="button"
          >
            {words.otherLanguage}
          </button>
        </Menu>
      )}
    </>
  );
}
