/** What people do with phases, steps and lanes. Order is asked of the store, never kept here. */
import type { Words } from "../i18n/words.ts";
import type { AnyRef, Phase } from "../model/board.ts";
import type { Action, Hand } from "./action.ts";
import type { Desk } from "./desk.ts";
import { laneTitle, phaseTitle, structure } from "./places.ts";
import type { Target } from "./target.ts";

const may = ({ desk }: Hand): boolean => desk.session.me.get().rights.frame;
const onPhase = (hand: Hand): boolean => hand.target.kind === "phase" && may(hand);
const onLane = (hand: Hand): boolean => hand.target.kind === "lane" && may(hand);
const onTopPhase = (hand: Hand): boolean => onPhase(hand) && siblings(hand)?.parent === null;
const onHead = (hand: Hand): boolean => onPhase(hand) || onLane(hand);

interface Siblings {
  readonly parent: string | null;
  readonly row: readonly Phase[];
  readonly index: number;
}

/** The phases or steps that a phase stands between. */
function siblings({ desk, target }: Hand): Siblings | null {
  if (target.kind !== "phase") return null;
  const { phases } = structure(desk);
  for (const [parent, row] of [
    [null, phases] as const,
    ...phases.map((phase) => [phase.id, phase.steps] as const),
  ]) {
    const index = row.findIndex((phase) => phase.id === target.id);
    if (index >= 0) return { parent, row, index };
  }
  return null;
}

function addBeside(hand: Hand, offset: 0 | 1): void {
  const found = siblings(hand);
  if (found === null) return;
  const { desk, words } = hand;
  const before = found.row[found.index + offset]?.id ?? null;
  const id =
    found.parent === null
      ? desk.session.edits.addPhase(words.board.newPhase, before)
      : desk.session.edits.addStep(found.parent, words.board.newStep, before);
  if (id !== null) desk.writeTitle({ kind: "phase", id }, true);
}

/** A phase after all others, and its name to write. */
export function addLastPhase({ desk, words }: Hand): void {
  const id = desk.session.edits.addPhase(words.board.newPhase, null);
  if (id !== null) desk.writeTitle({ kind: "phase", id }, true);
}

function addStep({ desk, words, target }: Hand): void {
  if (target.kind !== "phase") return;
  const id = desk.session.edits.addStep(target.id, words.board.newStep, null);
  if (id !== null) desk.writeTitle({ kind: "phase", id }, true);
}

function movePhase(step: -1 | 1): (hand: Hand) => void {
  return (hand) => {
    const found = siblings(hand);
    if (found === null || hand.target.kind !== "phase") return;
    const to = found.index + step;
    if (to < 0 || to >= found.row.length) return;
    const before = (step < 0 ? found.row[to] : found.row[to + 1])?.id ?? null;
    hand.desk.session.edits.movePhase(hand.target.id, found.parent, before);
    hand.desk.focus(hand.target);
  };
}

/** Puts a phase, step or lane before one of its siblings, and says where it came to stand. */
export function movedHead(hand: Hand, before: string | null): void {
  const { desk, words, target } = hand;
  if (target.kind !== "phase" && target.kind !== "lane") return;
  const { edits } = desk.session;
  const found = siblings(hand);
  const moved =
    target.kind === "lane"
      ? edits.moveLane(target.id, before)
      : found !== null && edits.movePhase(target.id, found.parent, before);
  desk.focus(target);
  if (!moved) return;
  const row = target.kind === "lane" ? structure(desk).lanes : (siblings(hand)?.row ?? []);
  const at = row.findIndex(({ id }) => id === target.id);
  const title = row[at]?.title.trim() || words.board.untitled;
  desk.say(words.structure.moved(title, at + 1, row.length));
}

function laneIndex(desk: Desk, id: string): number {
  return structure(desk).lanes.findIndex((lane) => lane.id === id);
}

function addLaneBefore(hand: Hand, before: string | null): void {
  const { desk, words } = hand;
  const id = desk.session.edits.addLane("free", words.board.newLane, "", before);
  if (id !== null) desk.writeTitle({ kind: "lane", id }, true);
}

/** A lane below all others, and its name to write. */
export function addLastLane(hand: Hand): void {
  addLaneBefore(hand, null);
}

function addLaneBeside(hand: Hand, offset: 0 | 1): void {
  if (hand.target.kind !== "lane") return;
  const index = laneIndex(hand.desk, hand.target.id) + offset;
  addLaneBefore(hand, structure(hand.desk).lanes[index]?.id ?? null);
}

function moveLane(step: -1 | 1): (hand: Hand) => void {
  return ({ desk, target }) => {
    if (target.kind !== "lane") return;
    const { lanes } = structure(desk);
    const to = laneIndex(desk, target.id) + step;
    if (to < 0 || to >= lanes.length) return;
    desk.session.edits.moveLane(target.id, (step < 0 ? lanes[to] : lanes[to + 1])?.id ?? null);
    desk.focus(target);
  };
}

/** What holds stickies is thrown away after asking where they should go; the rest at once. */
function remove({ desk, words, target }: Hand): void {
  const { edits } = desk.session;
  if (target.kind !== "phase" && target.kind !== "lane") return;
  const isPhase = target.kind === "phase";
  const held = isPhase ? edits.stickiesInPhase(target.id) : edits.stickiesInLane(target.id);
  if (held > 0) {
    desk.dialog.set({ kind: "gone", target });
    return;
  }
  const title = isPhase ? phaseTitle(desk, target.id, words) : laneTitle(desk, target.id, words);
  throwAwayHead(desk, words, target, title, null);
}

/** Throws a phase or lane away; `to` takes over its stickies. */
export function throwAwayHead(
  desk: Desk,
  words: Words,
  target: Target,
  title: string,
  to: string | null,
): void {
  if (target.kind !== "phase" && target.kind !== "lane") return;
  const { edits } = desk.session;
  const isPhase = target.kind === "phase";
  const done = isPhase ? edits.throwAwayPhase(target.id, to) : edits.throwAwayLane(target.id, to);
  if (!done) return;
  const record: AnyRef = isPhase ? `phases/${target.id}` : `lanes/${target.id}`;
  desk.focus({ kind: "nothing" });
  desk.tell(words.say.thrown(title), {
    label: words.bin.putBack,
    run: () => {
      edits.putBack([record]);
      desk.focus(target);
    },
  });
}

export const headActions: readonly Action[] = [
  {
    id: "rename",
    group: "head",
    label: (words) => words.action.rename,
    keys: ["Enter", "F2"],
    when: onHead,
    run: ({ desk, target }) => desk.writeTitle(target),
    menu: "first",
  },
  {
    id: "hint",
    group: "head",
    label: (words) => words.action.hint,
    keys: [],
    when: onLane,
    run: ({ desk, target }) => {
      if (target.kind === "lane") desk.dialog.set({ kind: "hint", lane: target.id });
    },
    menu: "first",
  },
  {
    id: "phase_before",
    group: "head",
    label: (words) => words.action.phaseBefore,
    keys: [],
    when: onPhase,
    run: (hand) => addBeside(hand, 0),
    menu: "first",
  },
  {
    id: "phase_after",
    group: "head",
    label: (words) => words.action.phaseAfter,
    keys: ["n"],
    when: onPhase,
    run: (hand) => addBeside(hand, 1),
    menu: "first",
  },
  {
    id: "add_step",
    group: "head",
    label: (words) => words.action.addStep,
    keys: [],
    when: onTopPhase,
    run: addStep,
    menu: "first",
  },
  {
    id: "lane_before",
    group: "head",
    label: (words) => words.action.laneBefore,
    keys: [],
    when: onLane,
    run: (hand) => addLaneBeside(hand, 0),
    menu: "first",
  },
  {
    id: "lane_after",
    group: "head",
    label: (words) => words.action.laneAfter,
    keys: ["n"],
    when: onLane,
    run: (hand) => addLaneBeside(hand, 1),
    menu: "first",
  },
  {
    id: "phase_left",
    group: "head",
    label: (words) => words.action.left,
    keys: ["Control+ArrowLeft"],
    when: onPhase,
    run: movePhase(-1),
    menu: "move",
  },
  {
    id: "phase_right",
    group: "head",
    label: (words) => words.action.right,
    keys: ["Control+ArrowRight"],
    when: onPhase,
    run: movePhase(1),
    menu: "move",
  },
  {
    id: "lane_up",
    group: "head",
    label: (words) => words.action.up,
    keys: ["Control+ArrowUp"],
    when: onLane,
    run: moveLane(-1),
    menu: "move",
  },
  {
    id: "lane_down",
    group: "head",
    label: (words) => words.action.down,
    keys: ["Control+ArrowDown"],
    when: onLane,
    run: moveLane(1),
    menu: "move",
  },
  {
    id: "remove_head",
    group: "head",
    label: (words) => words.action.remove,
    keys: ["Delete"],
    when: onHead,
    run: remove,
    menu: "last",
    danger: true,
  },
];
