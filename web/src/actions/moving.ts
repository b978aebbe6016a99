/** Moving stickies, one or many: into a cell, up and down within theirs, to the phase before or after. */
import type { Going } from "../model/placing.ts";
import type { Action, Hand } from "./action.ts";
import {
  below,
  columnBeside,
  laneTitle,
  phaseTitle,
  spot,
  stickiesAt,
  stickyBrief,
} from "./places.ts";
import { chosen, chosenByCell, type InCell } from "./selecting.ts";

const may = ({ desk }: Hand): boolean => desk.session.me.get().rights.map;
const onStickies = (hand: Hand): boolean => may(hand) && chosen(hand.desk, hand.target).length > 0;

/** Says where stickies came to stand, and keeps the focus on the one that had it. */
function tellMoved(
  { desk, words, target }: Hand,
  ids: readonly string[],
  lane: string,
  phase: string,
): void {
  const [first] = ids;
  if (first === undefined) return;
  const id = target.kind === "sticky" && ids.includes(target.id) ? target.id : first;
  const layer = desk.session.store.sticky(id).get()?.layer;
  const there = stickiesAt(desk, lane, phase, layer);
  const [inPhase, inLane] = [phaseTitle(desk, phase, words), laneTitle(desk, lane, words)];
  desk.say(
    ids.length === 1
      ? words.say.moved(inPhase, inLane, there.indexOf(id) + 1, there.length)
      : words.select.moved(ids.length, inPhase, inLane),
  );
  desk.focus({ kind: "sticky", id, lane, phase });
}

/** Brings stickies together in one cell, in the order given. */
export function moveTo(
  hand: Hand,
  ids: readonly string[],
  lane: string,
  phase: string,
  before: string | null,
): boolean {
  const { desk } = hand;
  if (desk.isClosed(...ids)) return false;
  const moved = desk.session.edits.moveStickies(ids, spot(desk, lane, phase, before));
  if (moved) tellMoved(hand, ids, lane, phase);
  return moved;
}

/** Copies stickies into one cell; the copies are what is selected then. */
export function copyTo(
  { desk, words }: Hand,
  ids: readonly string[],
  lane: string,
  phase: string,
  before: string | null,
): void {
  const copies = desk.session.edits.copyStickies(ids, spot(desk, lane, phase, before));
  const [first] = copies;
  if (first === undefined) return;
  if (copies.length > 1) desk.selection.set(copies);
  desk.say(words.select.copied(copies.length));
  desk.focus({ kind: "sticky", id: first, lane, phase });
}

/** The group one place up or down in its own cell, or null when it is there already. */
function shifted(hand: Hand, { layer, lane, phase, ids }: InCell, step: -1 | 1): Going | null {
  const there = stickiesAt(hand.desk, lane, phase, layer);
  const at = ids.map((id) => there.indexOf(id));
  const next = step < 0 ? Math.min(...at) - 1 : Math.max(...at) + 1;
  if (next < 0 || next >= there.length) return null;
  const before = (step < 0 ? there[next] : there[next + 1]) ?? null;
  return { ids, to: spot(hand.desk, lane, phase, before, layer) };
}

function shift(step: -1 | 1): (hand: Hand) => void {
  return (hand) => {
    const groups = chosenByCell(hand.desk, hand.target);
    const going = groups.flatMap((group) => shifted(hand, group, step) ?? []);
    const [first] = going;
    if (first === undefined || !hand.desk.session.edits.moveEach(going)) return;
    tellMoved(hand, first.ids, first.to.lane, first.to.phase);
  };
}

function across(step: -1 | 1): (hand: Hand) => void {
  return (hand) => {
    const { desk, target } = hand;
    const groups = chosenByCell(desk, target);
    const going: readonly Going[] = groups.flatMap(({ layer, lane, phase, ids }) => {
      const column = columnBeside(desk, phase, step);
      return column === null ? [] : { ids, to: spot(desk, lane, column.phase, null, layer) };
    });
    if (!desk.session.edits.moveEach(going)) return;
    const mine = going.find(({ ids }) => target.kind === "sticky" && ids.includes(target.id));
    const { ids, to } = mine ?? going[0] ?? { ids: [], to: spot(desk, "", "", null) };
    tellMoved(hand, ids, to.lane, to.phase);
    const all = going.flatMap((one) => one.ids);
    if (all.length > ids.length) desk.say(hand.words.select.movedAll(all.length));
  };
}

function duplicate(hand: Hand): void {
  const { desk, words, target } = hand;
  const groups = chosenByCell(desk, target);
  const copies = desk.session.edits.copyEach(
    groups.map(({ layer, lane, phase, ids }) => {
      const before = below(desk, lane, phase, ids.at(-1) ?? "", layer);
      return { ids, to: spot(desk, lane, phase, before, layer) };
    }),
  );
  const [id] = copies;
  const [first] = groups;
  if (id === undefined || first === undefined) {
    if (groups.length > 0) desk.alert(words.say.full);
    return;
  }
  if (copies.length > 1) desk.selection.set(copies);
  desk.say(words.select.copied(copies.length));
  desk.focus({ kind: "sticky", id, lane: first.lane, phase: first.phase });
}

/** What the dialog is about, in a few words. */
export function chosenBrief({ desk, words }: Hand, ids: readonly string[]): string {
  const [first] = ids;
  if (first === undefined || ids.length > 1) return words.stickies(ids.length);
  return stickyBrief(desk, first, words);
}

const moves = (
  id: string,
  label: Action["label"],
  key: string,
  run: (hand: Hand) => void,
): Action => ({
  id,
  group: "sticky",
  label,
  keys: [key],
  when: onStickies,
  run,
  menu: "move",
  many: true,
});

export const movingActions: readonly Action[] = [
  {
    id: "duplicate",
    group: "sticky",
    label: (words) => words.action.duplicate,
    keys: ["Control+d"],
    when: onStickies,
    run: duplicate,
    menu: "first",
    many: true,
  },
  moves(
    "move",
    (words) => words.action.move,
    "m",
    ({ desk, target }) => desk.dialog.set({ kind: "move", stickies: chosen(desk, target) }),
  ),
  moves("up", (words) => words.action.up, "Control+ArrowUp", shift(-1)),
  moves("down", (words) => words.action.down, "Control+ArrowDown", shift(1)),
  moves("previous_phase", (words) => words.action.previousPhase, "Control+ArrowLeft", across(-1)),
  moves("next_phase", (words) => words.action.nextPhase, "Control+ArrowRight", across(1)),
];
