/** How somebody's own screen is used: as the one on the wall that a whole room works on, or not. */
import type { Action, Hand } from "./action.ts";

const turn =
  (on: boolean) =>
  ({ desk, words }: Hand) => {
    desk.big.set(on);
    desk.tell(on ? words.screen.isBig : words.screen.isOwn);
  };

export const screenActions: readonly Action[] = [
  {
    id: "big_screen",
    group: "board",
    everywhere: true,
    more: true,
    label: (words) => words.screen.big,
    keys: [],
    when: ({ desk }) => !desk.big.get(),
    run: turn(true),
  },
  {
    id: "own_screen",
    group: "board",
    everywhere: true,
    more: true,
    label: (words) => words.screen.own,
    keys: [],
    when: ({ desk }) => desk.big.get(),
    run: turn(false),
  },
];
