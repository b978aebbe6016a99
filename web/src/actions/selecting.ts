/**
 * Choosing many stickies: by itself, as a range, within a cell, a lane, a phase, the whole map. And
 * which stickies an action is about, in the order in which the map is read.
 */
import type { Action, Hand } from "./action.ts";
import type { Desk } from "./desk.ts";
import { shownLayers, stickiesAt, structure } from "./places.ts";
import type { Target } from "./target.ts";

/** The stickies of one cell that an action is about. */
export interface InCell {
  readonly layer: string;
  readonly lane: string;
  readonly phase: string;
  readonly ids: readonly string[];
}

/** All cells of the map in reading order, with what stands in them and fits what is looked for. */
function cells(desk: Desk): readonly InCell[] {
  const { lanes, columns } = structure(desk);
  const layers = shownLayers(desk);
  const found = desk.found.get();
  const shown = (ids: readonly string[]) =>
    found === null ? ids : ids.filter((id) => found.set.has(id));
  return lanes.flatMap((lane) =>
    columns.flatMap(({ phase }) =>
      layers.map((layer) => ({
        layer,
        lane: lane.id,
        phase,
        ids: shown(stickiesAt(desk, lane.id, phase, layer)),
      })),
    ),
  );
}

const idsOf = (groups: readonly InCell[]): readonly string[] => groups.flatMap(({ ids }) => ids);

/** What is selected and still stands on this map, cell by cell. */
export function selectedByCell(desk: Desk): readonly InCell[] {
  const { ids: picked } = desk.selection;
  if (desk.selection.size === 0) return [];
  return cells(desk)
    .map((cell) => ({ ...cell, ids: cell.ids.filter((id) => picked.get().has(id)) }))
    .filter(({ ids }) => ids.length > 0);
}

/** What an action is about: what is selected, else what has the focus. */
export function chosenByCell(desk: Desk, target: Target): readonly InCell[] {
  const selected = selectedByCell(desk);
  if (selected.length > 0 || target.kind !== "sticky") return selected;
  const { id, lane, phase } = target;
  return [{ layer: desk.layer.get(), lane, phase, ids: [id] }];
}

export function chosen(desk: Desk, target: Target): readonly string[] {
  return idsOf(chosenByCell(desk, target));
}

export function sayChosen({ desk, words }: Hand, all = true): void {
  const n = desk.selection.size;
  desk.say(all ? words.select.count(n) : words.select.tooMany(n));
}

/** What a pressed Ctrl+A takes in, from narrow to wide. */
function scopes({ desk, target, words }: Hand): readonly (readonly [InCell[], string])[] {
  const all = [...cells(desk)];
  const { columns } = structure(desk);
  const { inCell, inLane, inPhase, onMap } = words.select;
  const board = [all, onMap] as const;
  if (target.kind === "lane") {
    return [[all.filter(({ lane }) => lane === target.id), inLane], board];
  }
  if (target.kind === "phase") {
    const under = columns.filter((one) => one.under === target.id || one.phase === target.id);
    const phases = new Set(under.map(({ phase }) => phase));
    return [[all.filter(({ phase }) => phases.has(phase)), inPhase], board];
  }
  if (target.kind !== "cell" && target.kind !== "sticky") return [board];
  const row = all.filter(({ lane }) => lane === target.lane);
  const here = desk.layer.get();
  const cell = row.filter(({ layer, phase }) => layer === here && phase === target.phase);
  return [[cell, inCell], [row, inLane], board];
}

/** Takes in the next wider part of the map that brings anything new. */
function selectMore(hand: Hand): void {
  const { desk, words, target } = hand;
  const now = desk.selection.ids.get();
  const found = scopes(hand).find(([groups]) => idsOf(groups).some((id) => !now.has(id)));
  if (found === undefined) {
    desk.say(words.select.count(now.size));
    return;
  }
  const [groups, where] = found;
  const all = desk.selection.set(idsOf(groups));
  desk.say(
    all ? `${words.select.count(desk.selection.size)} ${where}` : words.select.tooMany(now.size),
  );
  const [first] = groups.filter(({ ids }) => ids.length > 0);
  const id = first?.ids[0];
  if (target.kind === "cell" && first !== undefined && id !== undefined) {
    desk.focus({ kind: "sticky", id, lane: first.lane, phase: first.phase });
  }
}

function toggle(hand: Hand): void {
  const { desk, target } = hand;
  if (target.kind === "sticky") desk.selection.toggle(target.id);
  if (target.kind === "cell") desk.selection.add(stickiesAt(desk, target.lane, target.phase));
  sayChosen(hand);
}

/** From the anchor to here: the row between them in one cell, else all cells between the two. */
export function selectRange(hand: Hand, to: string, anchor: string | null): void {
  const { desk } = hand;
  const all = cells(desk);
  const from = all.find(({ ids }) => anchor !== null && ids.includes(anchor));
  const until = all.find(({ ids }) => ids.includes(to));
  if (until === undefined || from === undefined || anchor === null) {
    desk.selection.set([to]);
    desk.selection.anchor = to;
  } else if (from === until) {
    const ends = [from.ids.indexOf(anchor), from.ids.indexOf(to)].sort((a, b) => a - b);
    desk.selection.add(from.ids.slice(ends[0], (ends[1] ?? 0) + 1));
  } else desk.selection.add(idsOf(between(desk, from, until)));
  sayChosen(hand);
}

function between(desk: Desk, from: InCell, until: InCell): readonly InCell[] {
  const { lanes, columns } = structure(desk);
  const rows = lanes.map((lane) => lane.id);
  const phases = columns.map((column) => column.phase);
  const within = (list: readonly string[], one: string, a: string, b: string) => {
    const [start, at, end] = [list.indexOf(a), list.indexOf(one), list.indexOf(b)];
    return at >= Math.min(start, end) && at <= Math.max(start, end);
  };
  // Within one journey a range stays there; from one to the other it takes in both.
  const both = from.layer !== until.layer;
  return cells(desk).filter(
    ({ layer, lane, phase }) =>
      (both || layer === from.layer) &&
      within(rows, lane, from.lane, until.lane) &&
      within(phases, phase, from.phase, until.phase),
  );
}

/** Whether there was anything to let go of. */
export function clearSelection({ desk, words }: Hand): boolean {
  if (desk.selection.size === 0) return false;
  desk.selection.clear();
  desk.say(words.select.cleared);
  return true;
}

const onMap = ({ target }: Hand): boolean => target.kind === "sticky" || target.kind === "cell";

export const selectingActions: readonly Action[] = [
  {
    id: "select",
    group: "map",
    label: (words) => words.select.toggle,
    keys: [" "],
    when: onMap,
    run: toggle,
    menu: "first",
  },
  {
    id: "select_more",
    group: "map",
    label: (words) => words.select.more,
    keys: ["Control+a"],
    when: () => true,
    run: selectMore,
    menu: "first",
    many: true,
  },
  {
    id: "deselect",
    group: "map",
    label: (words) => words.select.clear,
    keys: ["Escape"],
    when: ({ desk }) => desk.selection.size > 0,
    run: (hand) => void clearSelection(hand),
  },
];
