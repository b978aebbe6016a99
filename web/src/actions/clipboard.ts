/**
 * Copying stickies out as text and as a table, and pasting lines and blocks in: the columns of a
 * block go over the phases, its rows below each other. What was copied here keeps its colours and
 * tags. More than a few at once is asked first.
 */
import type { Coming, Going } from "../model/placing.ts";
import type { Action, Hand } from "./action.ts";
import type { Desk } from "./desk.ts";
import type { Clip } from "./page.ts";
import { below, laneTitle, paperFor, phaseTitle, spot, stickiesAt, structure } from "./places.ts";
import { chosenByCell, type InCell } from "./selecting.ts";
import { type Block, htmlList, htmlTable, listed, readBlock, tabbed } from "./tables.ts";
import type { Target } from "./target.ts";

/** From here on people are asked whether they mean it. */
export const ASK_ABOVE = 20;

/** What is to be pasted, so that it can be asked about first. */
export type Pasting =
  | { readonly kind: "new"; readonly coming: readonly Coming[]; readonly count: number }
  | { readonly kind: "copies"; readonly going: readonly Going[]; readonly count: number };

/** What was copied last on this page: the text that left, and what it was made of. */
export interface Copied {
  readonly text: string;
  readonly groups: readonly InCell[];
}

/** What leaves the board has one place for a lane and a phase, also where two journeys stand side by side. */
function joined(groups: readonly InCell[]): readonly InCell[] {
  const places = new Map<string, InCell>();
  for (const group of groups) {
    const place = `${group.lane} ${group.phase}`;
    const before = places.get(place);
    places.set(
      place,
      before === undefined ? group : { ...before, ids: [...before.ids, ...group.ids] },
    );
  }
  return [...places.values()];
}

/** The cells that copying is about: what is chosen, else the whole of what has the focus. */
function copying(desk: Desk, target: Target): readonly InCell[] {
  const chosen = chosenByCell(desk, target);
  if (chosen.length > 0) return joined(chosen);
  const layer = desk.layer.get();
  const { lanes, columns } = structure(desk);
  const all = lanes.flatMap((lane) =>
    columns.map(({ phase, under }) => {
      const inPhase =
        target.kind !== "phase" || target.id === phase || (target.id === under && phase !== "");
      const inLane = target.kind !== "lane" || target.id === lane.id;
      const inCell = target.kind !== "cell" || (target.lane === lane.id && target.phase === phase);
      const wanted = inPhase && inLane && inCell;
      return { layer, lane: lane.id, phase, ids: wanted ? stickiesAt(desk, lane.id, phase) : [] };
    }),
  );
  return all.filter(({ ids }) => ids.length > 0);
}

/** Lines for one cell; for more a table, with the phases above and the lanes beside it. */
function clipOf({ desk, words }: Hand, groups: readonly InCell[]): Clip | null {
  const textOf = (id: string) => desk.session.store.sticky(id).get()?.text.trim() ?? "";
  const [only] = groups;
  if (only === undefined) return null;
  if (groups.length === 1) {
    const lines = only.ids.map((id) => textOf(id).replaceAll(/\s*\n\s*/g, " "));
    return { text: listed(lines), html: htmlList(lines) };
  }
  const { lanes, columns } = structure(desk);
  const shown = columns.filter(({ phase }) => groups.some((one) => one.phase === phase));
  const head = ["", ...shown.map(({ phase }) => phaseTitle(desk, phase, words))];
  const rows = lanes
    .filter(({ id }) => groups.some(({ lane }) => lane === id))
    .map(({ id }) => [
      laneTitle(desk, id, words),
      ...shown.map(({ phase }) => {
        const cell = groups.find((one) => one.lane === id && one.phase === phase);
        return cell?.ids.map(textOf).join("\n") ?? "";
      }),
    ]);
  const block: Block = [head, ...rows];
  return { text: tabbed(block), html: htmlTable(block, true) };
}

/** What copying gives here, and remembers where it came from; null when there is nothing. */
export function copyOut(hand: Hand): Clip | null {
  const { desk, target } = hand;
  const groups = copying(desk, target);
  const clip = clipOf(hand, groups);
  if (clip === null) return null;
  desk.copied = { text: clip.text, groups };
  const count = groups.reduce((sum, { ids }) => sum + ids.length, 0);
  desk.tell(hand.words.clip.copied(count));
  return clip;
}

async function copyByMenu(hand: Hand): Promise<void> {
  const clip = copyOut(hand);
  if (clip === null) return;
  if (!(await hand.desk.page.copy(clip))) hand.desk.alert(hand.words.views.notCopied);
}

/** Copies of what was copied here, in the same shape from this cell on; what falls off is left. */
function pasteCopies(hand: Hand, { groups }: Copied): Pasting | null {
  const { desk, target } = hand;
  const [first] = groups;
  if (first === undefined || (target.kind !== "cell" && target.kind !== "sticky")) return null;
  const { lanes, columns } = structure(desk);
  const laneAt = (id: string) => lanes.findIndex((lane) => lane.id === id);
  const phaseAt = (id: string) => columns.findIndex(({ phase }) => phase === id);
  const [rows, places] = [
    groups.map(({ lane }) => laneAt(lane)),
    groups.map((g) => phaseAt(g.phase)),
  ];
  const down = laneAt(target.lane) - Math.min(...rows);
  const right = phaseAt(target.phase) - Math.min(...places);
  const going = groups.flatMap(({ ids, lane, phase }): Going[] => {
    const to = { lane: lanes[laneAt(lane) + down], column: columns[phaseAt(phase) + right] };
    if (to.lane === undefined || to.column === undefined) return [];
    const here = to.lane.id === target.lane && to.column.phase === target.phase;
    const before = here ? nextAfter(desk, target) : null;
    return [{ ids, to: spot(desk, to.lane.id, to.column.phase, before) }];
  });
  const count = going.reduce((sum, { ids }) => sum + ids.length, 0);
  return count === 0 ? null : { kind: "copies", going, count };
}

function nextAfter(desk: Desk, target: Target): string | null {
  return target.kind === "sticky" ? below(desk, target.lane, target.phase, target.id) : null;
}

/** New stickies of a block: each column in its phase, from the phase of the target on. */
function pasteBlock({ desk, target }: Hand, block: Block): Pasting | null {
  if (target.kind !== "cell" && target.kind !== "sticky") return null;
  const { columns } = structure(desk);
  const start = columns.findIndex(({ phase }) => phase === target.phase);
  const width = Math.max(0, ...block.map((row) => row.length));
  const color = paperFor(desk, target.lane);
  const coming: Coming[] = [];
  for (let column = 0; column < width; column += 1) {
    const texts = block.map((row) => row[column]?.trim() ?? "").filter((text) => text !== "");
    // What comes after the last phase stands in the last one.
    const to = columns[Math.min(start + column, columns.length - 1)];
    if (texts.length === 0 || to === undefined) continue;
    const before = column === 0 ? nextAfter(desk, target) : null;
    const last = coming.at(-1);
    if (last !== undefined && last.to.phase === to.phase) {
      coming[coming.length - 1] = { ...last, texts: [...last.texts, ...texts] };
    } else coming.push({ texts, to: spot(desk, target.lane, to.phase, before), color });
  }
  const count = coming.reduce((sum, { texts }) => sum + texts.length, 0);
  return count === 0 ? null : { kind: "new", coming, count };
}

/** Does it, as one step of undo; what came is what is selected then. */
export function carryOut({ desk, words }: Hand, pasting: Pasting): void {
  const { edits } = desk.session;
  const ids =
    pasting.kind === "new" ? edits.addEach(pasting.coming) : edits.copyEach(pasting.going);
  const [last] = ids.slice(-1);
  if (last === undefined) {
    desk.alert(words.say.full);
    return;
  }
  if (ids.length > 1) desk.selection.set(ids);
  desk.say(words.say.added(ids.length));
  const { lane = "", phase = "" } = desk.session.store.sticky(last).get() ?? {};
  desk.focus({ kind: "sticky", id: last, lane, phase });
}

/** At once when it is a handful, else after a question. */
export function pasteOrAsk(hand: Hand, pasting: Pasting): void {
  if (pasting.count > ASK_ABOVE) hand.desk.dialog.set({ kind: "paste", pasting });
  else carryOut(hand, pasting);
}

/** Whether there was anything to paste here. */
export function pasteIn(hand: Hand, text: string, html: string): boolean {
  const { copied } = hand.desk;
  const ours = copied !== null && copied.text === text.replaceAll("\r\n", "\n");
  const pasting = ours ? pasteCopies(hand, copied) : pasteBlock(hand, readBlock(text, html));
  if (pasting === null) return false;
  pasteOrAsk(hand, pasting);
  return true;
}

export const clipboardActions: readonly Action[] = [
  {
    id: "copy",
    group: "map",
    label: (words) => words.clip.copy,
    keys: [],
    when: ({ desk, target }) => copying(desk, target).length > 0,
    run: (hand) => void copyByMenu(hand),
    menu: "last",
    many: true,
  },
];
