/** What people do with the board as a whole: undo, the bin, sharing, help, the menu of what has focus. */

import type { Words } from "../i18n/words.ts";
import type { Undone } from "../model/session.ts";
import type { Action, Hand } from "./action.ts";
import { NOTHING_SOUGHT } from "./finding.ts";
import { brief, memberName } from "./places.ts";
import type { Target } from "./target.ts";

const mayMap = ({ desk }: Hand): boolean => desk.session.me.get().rights.map;
const mayManage = ({ desk }: Hand): boolean => desk.session.me.get().rights.manage;

/** Whether there is more to say about it than the map shows. */
export function hasPanel(target: Target): boolean {
  return target.kind !== "nothing" && target.kind !== "cell";
}

function inWords({ deed }: Undone, words: Words): string {
  return words.deed[deed.name](deed.count, brief(deed.subject, words));
}

function tellUndone(
  { desk, words }: Hand,
  undone: Undone | null,
  says: (what: string) => string,
  nothing: string,
): void {
  if (undone === null) {
    desk.tell(nothing);
    return;
  }
  const [left] = undone.left;
  const name =
    left === undefined
      ? null
      : left.by === null
        ? words.board.someone
        : memberName(desk, left.by, words);
  const kept = name === null ? "" : words.undoLeft(name);
  const done = undone.done > 0 ? `${says(inWords(undone, words))}.` : "";
  desk.tell([done, kept].filter((part) => part !== "").join(" "));
}

function undo(hand: Hand): void {
  tellUndone(hand, hand.desk.session.undo.undo(), hand.words.undone, hand.words.undoNothing);
}

function redo(hand: Hand): void {
  tellUndone(hand, hand.desk.session.undo.redo(), hand.words.redone, hand.words.redoNothing);
}

export const boardActions: readonly Action[] = [
  {
    id: "undo",
    group: "board",
    everywhere: true,
    label: (words) => words.action.undo,
    keys: ["Control+z"],
    when: mayMap,
    run: undo,
  },
  {
    id: "redo",
    group: "board",
    everywhere: true,
    label: (words) => words.action.redo,
    keys: ["Control+Shift+z", "Control+y"],
    when: mayMap,
    run: redo,
  },
  {
    id: "menu",
    group: "board",
    label: (words) => words.action.menu,
    keys: ["Shift+F10", "ContextMenu"],
    when: ({ target }) => target.kind !== "nothing",
    run: ({ desk, target, at }) => desk.menu.set({ target, at }),
  },
  {
    id: "panel",
    group: "map",
    label: (words) => words.panel.open,
    keys: ["i"],
    when: ({ target }) => hasPanel(target),
    run: ({ desk, target }) => desk.openPanel(target),
    menu: "first",
  },
  {
    id: "find",
    group: "board",
    everywhere: true,
    label: (words) => words.find.open,
    keys: ["Control+f", "/"],
    when: () => true,
    run: ({ desk }) => desk.finding.set({ ...(desk.finding.get() ?? NOTHING_SOUGHT) }),
  },
  {
    id: "rename_board",
    group: "board",
    label: (words) => words.action.renameBoard,
    keys: [],
    more: true,
    when: ({ desk }) => desk.session.me.get().rights.frame,
    run: ({ desk }) => desk.dialog.set({ kind: "rename_board" }),
  },
  {
    id: "legend",
    group: "board",
    label: (words) => words.action.caption,
    keys: [],
    more: true,
    when: ({ desk }) => desk.session.me.get().rights.frame,
    run: ({ desk }) => desk.dialog.set({ kind: "legend" }),
  },
  {
    id: "versions",
    group: "board",
    label: (words) => words.versions.title,
    keys: [],
    when: ({ desk }) => desk.session.me.get().rights.look,
    more: true,
    run: ({ desk }) => desk.dialog.set({ kind: "versions" }),
  },
  {
    id: "bin",
    group: "board",
    label: (words) => words.board.bin,
    keys: [],
    when: () => true,
    more: true,
    run: ({ desk }) => desk.dialog.set({ kind: "bin" }),
  },
  {
    id: "share",
    group: "board",
    label: (words) => words.action.share,
    keys: [],
    when: mayManage,
    run: ({ desk }) => desk.dialog.set({ kind: "share" }),
  },
  {
    id: "help",
    group: "board",
    everywhere: true,
    label: (words) => words.action.help,
    keys: ["?", "Control+/"],
    when: () => true,
    run: ({ desk }) => desk.dialog.set({ kind: "help" }),
  },
];
