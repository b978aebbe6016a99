/** What people do with stickies. Each writes through the session's edits and tells what it did. */
import { COLORS, type Color } from "../generated/schema.ts";
import type { AnyRef } from "../model/board.ts";
import type { Action, Hand } from "./action.ts";
import {
  below,
  columnBeside,
  laneTitle,
  paperFor,
  phaseTitle,
  spot,
  stickiesAt,
  stickyBrief,
} from "./places.ts";

const ref = (id: string): AnyRef => `stickies/${id}`;
const may = ({ desk }: Hand): boolean => desk.session.me.get().rights.map;
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

/** Each line becomes a sticky, before the given one. */
export function addLines(
  hand: Hand,
  lane: string,
  phase: string,
  before: string | null,
  text: string,
): readonly string[] {
  const { desk, words } = hand;
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const ids = desk.session.edits.addStickies(
    spot(desk, lane, phase, before),
    lines,
    paperFor(desk, lane),
  );
  if (ids.length > 0) desk.say(words.say.added(ids.length));
  return ids;
}

/** Moves a sticky and says where it came to stand. */
export function moveTo(
  { desk, words }: Hand,
  id: string,
  lane: string,
  phase: string,
  before: string | null,
): boolean {
  const moved = desk.session.edits.moveStickies([id], spot(desk, lane, phase, before));
  if (!moved) return false;
  const ids = stickiesAt(desk, lane, phase);
  desk.say(
    words.say.moved(
      phaseTitle(desk, phase, words),
      laneTitle(desk, lane, words),
      ids.indexOf(id) + 1,
      ids.length,
    ),
  );
  desk.focus({ kind: "sticky", id, lane, phase });
  return true;
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

function duplicate({ desk, target }: Hand): void {
  if (target.kind !== "sticky") return;
  const { lane, phase, id } = target;
  const before = below(desk, lane, phase, id);
  const [copy] = desk.session.edits.copyStickies([id], spot(desk, lane, phase, before));
  if (copy !== undefined) desk.focus({ kind: "sticky", id: copy, lane, phase });
}

/** The focus goes to the next sticky, else the one above, else the cell. */
function remove({ desk, words, target }: Hand): void {
  if (target.kind !== "sticky") return;
  const { lane, phase, id } = target;
  const ids = stickiesAt(desk, lane, phase);
  const index = ids.indexOf(id);
  const next = ids[index + 1] ?? ids[index - 1];
  const what = stickyBrief(desk, id, words);
  if (!desk.session.edits.throwAway([ref(id)])) return;
  desk.focus(
    next === undefined ? { kind: "cell", lane, phase } : { kind: "sticky", id: next, lane, phase },
  );
  desk.tell(words.say.thrown(what), {
    label: words.bin.putBack,
    run: () => {
      desk.session.edits.putBack([ref(id)]);
      desk.focus({ kind: "sticky", id, lane, phase });
    },
  });
}

function shift(step: -1 | 1): (hand: Hand) => void {
  return (hand) => {
    if (hand.target.kind !== "sticky") return;
    const { lane, phase, id } = hand.target;
    const ids = stickiesAt(hand.desk, lane, phase);
    const to = ids.indexOf(id) + step;
    if (to < 0 || to >= ids.length) return;
    moveTo(hand, id, lane, phase, (step < 0 ? ids[to] : ids[to + 1]) ?? null);
  };
}

function across(step: -1 | 1): (hand: Hand) => void {
  return (hand) => {
    if (hand.target.kind !== "sticky") return;
    const column = columnBeside(hand.desk, hand.target.phase, step);
    if (column !== null) moveTo(hand, hand.target.id, hand.target.lane, column.phase, null);
  };
}

function recolour(color: Color): (hand: Hand) => void {
  return ({ desk, words, target }) => {
    if (target.kind !== "sticky") return;
    if (!desk.session.edits.recolour([target.id], color)) return;
    const caption = desk.session.store.legend.get()[color] ?? words.colors[color];
    desk.say(words.say.coloured(caption));
  };
}

const colours: readonly Action[] = COLORS.map((color, index) => ({
  id: `colour_${color}`,
  group: "sticky",
  label: (words) => words.action.colourTo(words.colors[color]),
  keys: [String(index + 1)],
  when: onSticky,
  run: recolour(color),
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
    id: "duplicate",
    group: "sticky",
    label: (words) => words.action.duplicate,
    keys: ["Control+d"],
    when: onSticky,
    run: duplicate,
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
  {
    id: "move",
    group: "sticky",
    label: (words) => words.action.move,
    keys: ["m"],
    when: onSticky,
    run: ({ desk, target }) => {
      if (target.kind === "sticky") desk.dialog.set({ kind: "move", sticky: target.id });
    },
    menu: "move",
  },
  {
    id: "up",
    group: "sticky",
    label: (words) => words.action.up,
    keys: ["Control+ArrowUp"],
    when: onSticky,
    run: shift(-1),
    menu: "move",
  },
  {
    id: "down",
    group: "sticky",
    label: (words) => words.action.down,
    keys: ["Control+ArrowDown"],
    when: onSticky,
    run: shift(1),
    menu: "move",
  },
  {
    id: "previous_phase",
    group: "sticky",
    label: (words) => words.action.previousPhase,
    keys: ["Control+ArrowLeft"],
    when: onSticky,
    run: across(-1),
    menu: "move",
  },
  {
    id: "next_phase",
    group: "sticky",
    label: (words) => words.action.nextPhase,
    keys: ["Control+ArrowRight"],
    when: onSticky,
    run: across(1),
    menu: "move",
  },
  {
    id: "remove",
    group: "sticky",
    label: (words) => words.action.remove,
    keys: ["Delete", "Backspace"],
    when: onSticky,
    run: remove,
    menu: "last",
    danger: true,
  },
];
