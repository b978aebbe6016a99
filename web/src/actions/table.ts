/**
 * The one table of actions. What the grid and the editor do by themselves is listed too, without a
 * `run`, so that the list of shortcuts is whole.
 */
import type { Words } from "../i18n/words.ts";
import type { Action, Group, Hand } from "./action.ts";
import { cellActions } from "./cells.ts";
import { clipboardActions } from "./clipboard.ts";
import { commentActions } from "./comments.ts";
import { foldingActions } from "./folding.ts";
import { headActions } from "./heads.ts";
import { linkingActions } from "./linking.ts";
import { linkActions } from "./links.ts";
import { makingActions } from "./making.ts";
import { personaActions } from "./personas.ts";
import { protectActions } from "./protect.ts";
import { screenActions } from "./screens.ts";
import { selectingActions } from "./selecting.ts";
import { stickyActions } from "./stickies.ts";
import { boardActions } from "./whole.ts";
import { zoomingActions } from "./zooming.ts";

const listed = (
  id: string,
  group: Group,
  label: (words: Words) => string,
  ...keys: readonly string[]
): Action => ({ id, group, label, keys, when: () => true });

const builtIn: readonly Action[] = [
  listed("arrows", "map", (words) => words.action.arrows, "ArrowKeys"),
  listed("enter", "map", (words) => words.action.enter, "Enter"),
  listed("typing", "map", (words) => words.action.typing, "A…Z"),
  listed("copied", "map", (words) => words.clip.copy, "Control+c"),
  listed("cut", "map", (words) => words.clip.cut, "Control+x"),
  listed("pasted", "map", (words) => words.clip.paste, "Control+v"),
  listed("leave", "map", (words) => words.action.leave, "Escape"),
  listed("extend", "map", (words) => words.select.extend, "Shift+ArrowKeys"),
  listed("next_line", "writing", (words) => words.action.nextLine, "Enter"),
  listed("new_line", "writing", (words) => words.action.newLine, "Shift+Enter"),
  listed("next_column", "writing", (words) => words.action.nextColumn, "Control+Enter"),
  listed("stop", "writing", (words) => words.action.leave, "Escape"),
];

export const actions: readonly Action[] = [
  ...builtIn,
  ...clipboardActions,
  ...linkActions,
  ...makingActions,
  ...selectingActions,
  ...stickyActions,
  ...commentActions,
  ...linkingActions,
  ...cellActions,
  ...protectActions,
  ...headActions,
  ...foldingActions,
  ...personaActions,
  ...zoomingActions,
  ...screenActions,
  ...boardActions,
];

export function actionNamed(id: string): Action | undefined {
  return actions.find((action) => action.id === id);
}

/** Does an action by name, when it applies; for buttons. */
export function act(id: string, hand: Hand): void {
  const action = actionNamed(id);
  if (action?.when(hand)) action.run?.(hand);
}
