/** What people do with stickies. Each writes through the session's edits and tells what it did. */
import { COLORS, type Color } from "../generated/schema.ts";
import type { AnyRef } from "../model/board.ts";
import type { Action, Hand } from "./action.ts";
import type { Desk } from "./desk.ts";
import { chosenBrief, movingActions } from "./moving.ts";
import { below, paperFor, spot, stickiesAt } from "./places.ts";
import { chosen } from "./selecting.ts";
import type { Target } from "./target.ts";

const ref = (id: string): AnyRef => `stickies/${id}`;
const may = ({ desk }: Hand): boolean => desk.session.me.get().rights.map;
const onStickies = (hand: Hand): boolean => may(hand) && chosen(hand.desk, hand.target).length > 0;
const onSticky = (hand: Hand): boolean => hand.target.kind === "sticky" && may(hand);
const onCell = (hand: Hand): boolean => hand.target.kind === "cell" && may(hand);

/** Makes a sticky and starts writing on it. */
export function addAndWrite(hand: Hand, lane: string, phase: string, before: string | null): void {
  const { desk, words } = hand;
  const id = desk.session.edits.addSticky(
    spot(desk, lane, phase, before),
    "",
    paperFor(desk, lane),
  );
  if (id === null) desk.alert(words.say.full);
  else desk.write(id);
}

function add(hand: Hand): void {
  const { desk, target } = hand;
  if (target.kind === "cell") addAndWrite(hand, target.lane, target.phase, null);
  if (target.kind !== "sticky") return;
  const { lane, phase, id } = target;
  addAndWrite(hand, lane, phase, below(desk, lane, phase, id));
}

/** The first cell of the map, for a new sticky when nothing has the focus. */
function addFirst(hand: Hand): void {
  const { columns, lanes } = hand.desk.session.store.structure(hand.desk.layer.get()).get();
  const [column, lane] = [columns[0], lanes[0]];
  if (column !== undefined && lane !== undefined) addAndWrite(hand, lane.id, column.phase, null);
}

function edit({ desk, target }: Hand): void {
  if (target.kind === "sticky") desk.write(target.id);
}

/** Where the focus goes when stickies leave: the next that stays in the cell, else above, else the cell. */
function staying(desk: Desk, target: Target, going: readonly string[]): Target {
  if (target.kind !== "sticky") return target;
  const { lane, phase, id } = target;
  const ids = stickiesAt(desk, lane, phase);
  const at = ids.indexOf(id);
  const stays = (one: string) => !going.includes(one);
  const next = ids.slice(at).find(stays) ?? ids.slice(0, at).findLast(stays);
  return next === undefined
    ? { kind: "cell", lane, phase }
    : { kind: "sticky", id: next, lane, phase };
}

function remove(hand: Hand): void {
  const { desk, words, target } = hand;
  const ids = chosen(desk, target);
  const what = chosenBrief(hand, ids);
  const next = staying(desk, target, ids);
  if (desk.isClosed(...ids)) return;
  if (!desk.session.edits.throwAway(ids.map(ref))) return;
  desk.selection.clear();
  desk.focus(next);
  desk.tell(ids.length === 1 ? words.say.thrown(what) : words.select.thrown(ids.length), {
    label: words.bin.putBack,
    run: () => {
      desk.session.edits.putBack(ids.map(ref));
      if (target.kind === "sticky") desk.focus(target);
    },
  });
}

function recolour(color: Color): (hand: Hand) => void {
  return ({ desk, words, target }) => {
    const ids = chosen(desk, target);
    if (desk.isClosed(...ids)) return;
    if (!desk.session.edits.recolour(ids, color)) return;
    const caption = desk.session.store.legend.get()[color] ?? words.colors[color];
    desk.say(
      ids.length === 1 ? words.say.coloured(caption) : words.select.coloured(ids.length, caption),
    );
  };
}

const colours: readonly Action[] = COLORS.map((color, index) => ({
  id: `colour_${color}`,
  group: "sticky",
  label: (words) => words.action.colourTo(words.colors[color]),
  keys: [String(index + 1)],
  when: onStickies,
  run: recolour(color),
  many: true,
  color,
}));

export const stickyActions: readonly Action[] = [
  {
    id: "edit",
    group: "sticky",
    label: (words) => words.action.edit,
    keys: ["Enter", "F2"],
    when: onSticky,
    run: edit,
    menu: "first",
  },
  {
    id: "add_below",
    group: "sticky",
    label: (words) => words.action.below,
    keys: ["n"],
    when: onSticky,
    run: add,
    menu: "first",
  },
  {
    id: "add_in_cell",
    group: "map",
    label: (words) => words.action.add,
    keys: [],
    when: onCell,
    run: add,
    menu: "first",
  },
  {
    id: "add_first",
    group: "board",
    label: (words) => words.action.add,
    keys: ["n"],
    when: (hand) => hand.target.kind === "nothing" && may(hand),
    run: addFirst,
  },
  ...colours,
  ...movingActions,
  {
    id: "label",
    group: "sticky",
    label: (words) => words.select.label,
    keys: ["t"],
    when: onStickies,
    run: ({ desk, target }) => desk.dialog.set({ kind: "label", stickies: chosen(desk, target) }),
    menu: "first",
    many: true,
  },
  {
    id: "remove",
    group: "sticky",
    label: (words) => words.action.remove,
    keys: ["Delete", "Backspace"],
    when: onStickies,
    run: remove,
    many: true,
    menu: "last",
    danger: true,
  },
];
