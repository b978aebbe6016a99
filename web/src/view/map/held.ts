/**
 * Where somebody writes holds still for them: the sticky stays in its cell, and the cell on the map,
 * until the writing ends, whatever others do with the sticky, its lane or its phase. Knows no React.
 */
import type { Desk } from "../../actions/desk.ts";
import type { Column, Lane, Phase, Structure } from "../../model/board.ts";
import { Slot, type Value } from "../../model/value.ts";

export interface Held {
  readonly id: string;
  readonly layer: string;
  readonly rank: string;
  readonly lane: Lane;
  readonly column: Column;
  readonly phase: Phase;
  /** Where lane, column and phase stood among their kind. */
  readonly at: { readonly lane: number; readonly column: number; readonly phase: number };
}

function taken(desk: Desk): Held | null {
  const writing = desk.writing.get();
  if (writing?.kind !== "sticky") return null;
  const { store } = desk.session;
  const sticky = store.sticky(writing.id).get();
  if (sticky === null) return null;
  const { lanes, columns, phases } = store.structure(sticky.layer).get();
  const at = {
    lane: lanes.findIndex(({ id }) => id === sticky.lane),
    column: columns.findIndex(({ phase }) => phase === sticky.phase),
    phase: -1,
  };
  const [lane, column] = [lanes[at.lane], columns[at.column]];
  at.phase = phases.findIndex(({ id }) => id === column?.under);
  const phase = phases[at.phase];
  if (lane === undefined || column === undefined || phase === undefined) return null;
  return { id: sticky.id, layer: sticky.layer, rank: sticky.rank, lane, column, phase, at };
}

const known = new WeakMap<Desk, Slot<Held | null>>();

/** What is held on this desk, from the moment that somebody starts to write. */
export function heldOf(desk: Desk): Value<Held | null> {
  const before = known.get(desk);
  if (before !== undefined) return before;
  const slot = new Slot(taken(desk));
  desk.writing.subscribe(() => {
    const writing = desk.writing.get();
    const same = writing?.kind === "sticky" && writing.id === slot.get()?.id;
    if (!same) slot.set(taken(desk));
  });
  known.set(desk, slot);
  return slot;
}

export function isHeldAt(held: Held | null, layer: string, lane: string, phase: string): boolean {
  return held?.layer === layer && held.lane.id === lane && held.column.phase === phase;
}

function put<T>(list: readonly T[], one: T, at: number): readonly T[] {
  return [...list.slice(0, at), one, ...list.slice(at)];
}

/** The structure with the lane and the column that are held, also when others threw them away. */
export function withHeld(structure: Structure, held: Held | null): Structure {
  if (held === null) return structure;
  const { lane, column, phase, at } = held;
  const { lanes, columns, phases } = structure;
  const laneStands = lanes.some(({ id }) => id === lane.id);
  const columnStands = columns.some((one) => one.phase === column.phase);
  if (laneStands && columnStands) return structure;
  const phaseStands = phases.some(({ id }) => id === column.under);
  return {
    ...structure,
    lanes: laneStands ? lanes : put(lanes, lane, at.lane),
    columns: columnStands ? columns : put(columns, column, at.column),
    phases: columnStands || phaseStands ? phases : put(phases, phase, at.phase),
  };
}
