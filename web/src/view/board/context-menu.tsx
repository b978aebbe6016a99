/** The menu of what was pointed at: the actions of the table that apply, in three groups. */
import { useCallback } from "react";
import type { Action, Hand } from "../../actions/action.ts";
import { actions } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Menu } from "../kit/menu.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { elementOf } from "../map/element.ts";
import { ColorItems } from "./color-items.tsx";
import { MenuItem } from "./menu-item.tsx";

const GROUPS = ["first", "move", "last"] as const;

export function ContextMenu() {
  const desk = useDesk();
  const words = useWords();
  const request = useValue(desk.menu);
  const close = useCallback(() => {
    const open = desk.menu.get();
    desk.menu.set(null);
    if (open === null) return;
    const inMenu = document.activeElement?.closest(".menu") !== null;
    if (inMenu || document.activeElement === document.body) elementOf(open.target)?.focus();
  }, [desk]);
  if (request === null) return null;

  const hand: Hand = { desk, words, target: request.target, at: request.at };
  const many = desk.selection.size > 1;
  const fits = actions.filter((action) => (!many || action.many === true) && action.when(hand));
  const choose = (action: Action) => {
    elementOf(request.target)?.focus({ preventScroll: true });
    desk.menu.set(null);
    action.run?.(hand);
  };
  const groups = GROUPS.map((group) => fits.filter((action) => action.menu === group));
  const colors = fits.filter((action) => action.color !== undefined);
  return (
    <Menu at={request.at} label={words.action.menu} onClose={close}>
      {groups.map((group, index) => (
        <div key={GROUPS[index]} role="presentation">
          {index > 0 && group.length > 0 ? <div className="menu-line" role="separator" /> : null}
          {group.map((action) => (
            <MenuItem action={action} key={action.id} onChoose={choose} />
          ))}
          {index === 0 && colors.length > 0 ? (
            <ColorItems actions={colors} onChoose={choose} target={request.target} />
          ) : null}
        </div>
      ))}
    </Menu>
  );
}
