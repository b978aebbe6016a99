/**
 * The words for the journey's structure: phases, steps, lanes, the board's own title and
 * captions. What stands in a phase or lane moves along in the same step of undo. Writes to
 * `frame`, and to `map` where stickies move.
 */
import { HINT_TEXT_MAX, LANES_MAX, PHASES_MAX, TITLE_TEXT_MAX } from "../generated/limits.ts";
import type { Change, LaneKind } from "../generated/schema.ts";
import type { ActionEdits } from "./action-edits.ts";
import type { Phase, Sticky } from "./board.ts";
import type { DetailEdits } from "./details.ts";
import type { Edit } from "./edit.ts";
import { type Hand, idFor, jitter, perform, set, throwAway } from "./hand.ts";
import type { LinkEdits } from "./linking.ts";
import { compareRanked, many } from "./order.ts";
import type { PersonaEdits } from "./personas.ts";
import type { PlacingEdits } from "./placing.ts";
import type { Edits } from "./session.ts";
import type { StandupEdits } from "./standup-edits.ts";
import type { StickyEdits } from "./stickies.ts";
import { isInPlace, oneLine, ranksAt } from "./words.ts";

type StructureEdits = Omit<
  Edits,
  | keyof PlacingEdits
  | keyof StickyEdits
  | keyof DetailEdits
  | keyof PersonaEdits
  | keyof LinkEdits
  | keyof ActionEdits
  | keyof StandupEdits
  | "may"
  | "closed"
>;

export function structureEdits(hand: Hand): StructureEdits {
  return {
    ...phaseEdits(hand),
    ...laneEdits(hand),
    renameBoard: (title) => setMeta(hand, "title", titled(title)),
    describeBoard: (description) =>
      setMeta(hand, "description", description.trim().slice(0, HINT_TEXT_MAX)),
    caption: (color, caption) => {
      const value = titled(caption) || null;
      return perform(
        hand,
        "caption",
        [{ kind: "set_flat", document: "frame", root: "legend", key: color, value }],
        caption,
      );
    },
  };
}

function phaseEdits(hand: Hand) {
  return {
    addPhase: (title: string, before: string | null) =>
      addPhases(hand, [title], null, before)[0] ?? null,
    addPhases: (titles: readonly string[]) => addPhases(hand, titles, null, null),
    addStep: (phase: string, title: string, before: string | null) =>
      addPhases(hand, [title], phase, before)[0] ?? null,
    renamePhase: (id: string, title: string) =>
      rename(hand, "rename_phase", { root: "phases", id }, title),
    changePhase: (id: string, change: Change | null) => {
      const phase = phaseOf(hand, id);
      const edit = set("frame", { root: "phases", id }, "change", change);
      return phase !== null && perform(hand, "change_phase", [edit], phase.title);
    },
    notePhase: (id: string, note: string) => {
      const phase = phaseOf(hand, id);
      const line = oneLine(note, HINT_TEXT_MAX) || null;
      const edit = set("frame", { root: "phases", id }, "note", line);
      return phase !== null && perform(hand, "note_phase", [edit], phase.title);
    },
    movePhase: (id: string, parent: string | null, before: string | null) =>
      movePhase(hand, id, parent, before),
    throwAwayPhase: (id: string, to: string | null) => throwAwayPhase(hand, id, to),
    stickiesInPhase: (id: string) => inPhases(hand, withSteps(hand, id)).length,
  };
}

function laneEdits(hand: Hand) {
  return {
    addLane: (kind: LaneKind, title: string, hint: string, before: string | null) =>
      addLane(hand, kind, titled(title), hint, before),
    renameLane: (id: string, title: string, hint?: string) => renameLane(hand, id, title, hint),
    moveLane: (id: string, before: string | null) => moveLane(hand, id, before),
    throwAwayLane: (id: string, to: string | null) => throwAwayLane(hand, id, to),
    stickiesInLane: (id: string) => shownStickies(hand, (sticky) => sticky.lane === id).length,
  };
}

const titled = (text: string): string => oneLine(text, TITLE_TEXT_MAX);

function setMeta(hand: Hand, key: string, value: string): boolean {
  return perform(
    hand,
    "rename_board",
    [{ kind: "set_flat", document: "frame", root: "meta", key, value }],
    value,
  );
}

function rename(
  hand: Hand,
  name: "rename_phase" | "rename_lane",
  ref: { root: string; id: string },
  title: string,
): boolean {
  const line = titled(title);
  return line !== "" && perform(hand, name, [set("frame", ref, "title", line)], line);
}

function allPhases(hand: Hand): Phase[] {
  return hand.store.phases.flatMap((phase) => [phase, ...phase.steps]);
}

function phaseOf(hand: Hand, id: string): Phase | null {
  return allPhases(hand).find((phase) => phase.id === id) ?? null;
}

function withSteps(hand: Hand, id: string): string[] {
  return [id, ...(phaseOf(hand, id)?.steps.map((step) => step.id) ?? [])];
}

function shownStickies(hand: Hand, keep: (sticky: Sticky) => boolean): Sticky[] {
  const kept = (sticky: Sticky) => sticky.gone === null && keep(sticky);
  return [...hand.store.stickies()].filter(kept).sort(compareRanked);
}

function inPhases(hand: Hand, phases: readonly string[]): Sticky[] {
  return shownStickies(hand, (sticky) => phases.includes(sticky.phase));
}

/** Moves stickies to another phase or lane, each behind what stands in its new cell. */
function rehouse(
  hand: Hand,
  stickies: readonly Sticky[],
  to: { readonly lane?: string; readonly phase?: string },
): Edit[] {
  const cells = new Map<string, Sticky[]>();
  for (const sticky of stickies) {
    const key = `${sticky.layer} ${to.lane ?? sticky.lane} ${to.phase ?? sticky.phase}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [sticky]);
    else cell.push(sticky);
  }
  return [...cells].flatMap(([key, moving]) => {
    const [layer = "", lane = "", phase = ""] = key.split(" ");
    const last = hand.store.cell(layer, lane, phase).get().at(-1);
    const below = last === undefined ? null : (hand.store.sticky(last).get()?.rank ?? null);
    const keys = many(below, null, moving.length, jitter(hand));
    return moving.map((sticky, index) =>
      set("map", { root: "stickies", id: sticky.id }, "at", [
        layer,
        lane,
        phase,
        keys[index] ?? "",
      ]),
    );
  });
}

/**
 * What stands at a phase moves to its first step, each sticky in its own lane and order; the hartslag
 * too, unless the step has one of its own. `tests/vectors/structure.json` holds Rust to the same.
 */
function handedOver(hand: Hand, above: Phase | null, step: string): Edit[] {
  if (above === null || above.steps.length > 0) return [];
  const stickies = inPhases(hand, [above.id]).map(({ id, layer, lane, rank }) =>
    set("map", { root: "stickies", id }, "at", [layer, lane, step, rank]),
  );
  return [...stickies, ...handOverBeats(hand, above.id, step)];
}

function addPhases(
  hand: Hand,
  titles: readonly string[],
  parent: string | null,
  before: string | null,
): readonly string[] {
  const lines = titles.map(titled).filter((title) => title !== "");
  const above = parent === null ? null : phaseOf(hand, parent);
  if (parent !== null && (above === null || above.parent !== null)) return [];
  if (allPhases(hand).length + lines.length > PHASES_MAX) return [];
  const siblings = above === null ? hand.store.phases : above.steps;
  const keys = ranksAt(siblings, before, new Set(), lines.length, jitter(hand));
  const ids = lines.map(() => idFor(hand));
  const edits: Edit[] = lines.map((title, index) => ({
    kind: "create",
    document: "frame",
    root: "phases",
    id: ids[index] ?? "",
    fields: { title, at: [parent, keys[index] ?? ""] },
  }));
  const first = ids[0];
  if (first !== undefined) edits.push(...handedOver(hand, above, first));
  const name = parent === null ? "add_phase" : "add_step";
  return perform(hand, name, edits, lines[0] ?? "", lines.length) ? ids : [];
}

/** How a phase feels goes to its first step, unless that has feelings of its own. */
function handOverBeats(hand: Hand, from: string, to: string): Edit[] {
  const beat = (key: string, value: number | null): Edit => {
    return { kind: "set_flat", document: "map", root: "heartbeat", key, value };
  };
  const own = new Set(hand.store.beatsIn(to).map(({ key }) => key));
  return hand.store.beatsIn(from).flatMap(({ key, value }) => {
    const next = `${key.slice(0, key.lastIndexOf(":"))}:${to}`;
    return own.has(next) ? [] : [beat(next, value), beat(key, null)];
  });
}

function movePhase(hand: Hand, id: string, parent: string | null, before: string | null): boolean {
  const phase = phaseOf(hand, id);
  const above = parent === null ? null : phaseOf(hand, parent);
  if (phase === null || parent === id || (parent !== null && above === null)) return false;
  // A phase with steps cannot become a step, and a step has no steps.
  if (above !== null && (above.parent !== null || phase.steps.length > 0)) return false;
  const siblings = above === null ? hand.store.phases : above.steps;
  const order = siblings.map((sibling) => sibling.id);
  if (phase.parent === parent && isInPlace(order, before, [id])) return false;
  const [key = ""] = ranksAt(siblings, before, new Set([id]), 1, jitter(hand));
  const edits = [set("frame", { root: "phases", id }, "at", [parent, key])];
  edits.push(...handedOver(hand, above, id));
  return perform(hand, "move_phase", edits, phase.title, 1);
}

function throwAwayPhase(hand: Hand, id: string, to: string | null): boolean {
  const phase = phaseOf(hand, id);
  const going = withSteps(hand, id);
  if (phase === null || (to !== null && (going.includes(to) || phaseOf(hand, to) === null))) {
    return false;
  }
  const gone = hand.journal.stamp();
  const edits = going.map((one) => throwAway("frame", { root: "phases", id: one }, gone));
  if (to !== null) edits.push(...rehouse(hand, inPhases(hand, going), { phase: to }));
  return perform(hand, "throw_away_phase", edits, phase.title, 1);
}

function addLane(
  hand: Hand,
  kind: LaneKind,
  title: string,
  hint: string,
  before: string | null,
): string | null {
  const { lanes } = hand.store;
  if (title === "" || lanes.length >= LANES_MAX) return null;
  const [rank = ""] = ranksAt(lanes, before, new Set(), 1, jitter(hand));
  const id = idFor(hand);
  const words = hint.trim().slice(0, HINT_TEXT_MAX);
  const fields = { kind, title, rank, ...(words === "" ? {} : { hint: words }) };
  const edit: Edit = { kind: "create", document: "frame", root: "lanes", id, fields };
  return perform(hand, "add_lane", [edit], title) ? id : null;
}

function renameLane(hand: Hand, id: string, title: string, hint?: string): boolean {
  const line = titled(title);
  if (line === "") return false;
  const edits = [set("frame", { root: "lanes", id }, "title", line)];
  if (hint !== undefined) {
    const words = hint.trim().slice(0, HINT_TEXT_MAX) || null;
    edits.push(set("frame", { root: "lanes", id }, "hint", words));
  }
  return perform(hand, "rename_lane", edits, line, 1);
}

function moveLane(hand: Hand, id: string, before: string | null): boolean {
  const { lanes } = hand.store;
  const lane = lanes.find((one) => one.id === id);
  const order = lanes.map((one) => one.id);
  if (lane === undefined || isInPlace(order, before, [id])) return false;
  const [key = ""] = ranksAt(lanes, before, new Set([id]), 1, jitter(hand));
  return perform(hand, "move_lane", [set("frame", { root: "lanes", id }, "rank", key)], lane.title);
}

function throwAwayLane(hand: Hand, id: string, to: string | null): boolean {
  const { lanes } = hand.store;
  const lane = lanes.find((one) => one.id === id);
  if (lane === undefined || to === id) return false;
  if (to !== null && !lanes.some((one) => one.id === to)) return false;
  const edits = [throwAway("frame", { root: "lanes", id }, hand.journal.stamp())];
  if (to !== null) {
    const moving = shownStickies(hand, (sticky) => sticky.lane === id);
    edits.push(...rehouse(hand, moving, { lane: to }));
  }
  return perform(hand, "throw_away_lane", edits, lane.title, 1);
}
