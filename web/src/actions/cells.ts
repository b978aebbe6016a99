/** What people do with a cell as a whole: everything that stands in it goes along. */
import type { Action, Hand } from "./action.ts";
import { stickiesAt } from "./places.ts";

function inCell({ desk, target }: Hand): readonly string[] {
  return target.kind === "cell" ? stickiesAt(desk, target.lane, target.phase) : [];
}

export const cellActions: readonly Action[] = [
  {
    id: "move_cell",
    group: "map",
    label: (words) => words.structure.moveCell,
    keys: [],
    when: (hand) => inCell(hand).length > 0 && hand.desk.session.me.get().rights.map,
    run: (hand) => hand.desk.dialog.set({ kind: "move", stickies: inCell(hand) }),
    menu: "move",
  },
];
