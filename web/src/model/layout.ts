/**
 * How phases become columns: which phase is a step of which, in what order, and where *Hele fase*
 * stands. Pure functions over read values; mends parents that are unknown, steps themselves, or part
 * of a circle. Knows no Yjs.
 */
import type { Column, Lane, Phase, Structure } from "./board.ts";
import { compareRanked } from "./order.ts";
import type { StoredPhase } from "./read.ts";

/** The phases in order, each with its steps. `stored` holds no phase that is in the bin. */
export function phaseTree(stored: readonly StoredPhase[]): Phase[] {
  const parents = new Map(stored.map((phase) => [phase.id, phase.parent]));
  const isTop = (id: string): boolean => {
    const parent = parents.get(id) ?? null;
    return parent === null || !parents.has(parent);
  };
  const steps = new Map<string, Phase[]>();
  const tops: StoredPhase[] = [];
  for (const phase of [...stored].sort(compareRanked)) {
    const parent = phase.parent;
    if (parent === null || !parents.has(parent) || !isTop(parent)) {
      tops.push(phase);
      continue;
    }
    const step: Phase = { ...phase, parent, steps: [] };
    const list = steps.get(parent);
    if (list === undefined) steps.set(parent, [step]);
    else list.push(step);
  }
  return tops.map((phase) => ({ ...phase, parent: null, steps: steps.get(phase.id) ?? [] }));
}

/** The columns; `holds` says whether something stands in the phase itself, in whatever layer. */
export function columnsOf(phases: readonly Phase[], holds: (phase: string) => boolean): Column[] {
  const columns: Column[] = [];
  for (const phase of phases) {
    const whole = phase.steps.length > 0;
    if (!whole || holds(phase.id)) {
      columns.push({ phase: phase.id, under: phase.id, whole, title: phase.title });
    }
    for (const step of phase.steps) {
      columns.push({ phase: step.id, under: phase.id, whole: false, title: step.title });
    }
  }
  return columns;
}

export function structureOf(
  layer: string,
  phases: readonly Phase[],
  lanes: readonly Lane[],
  holds: (phase: string) => boolean,
): Structure {
  return { layer, phases, lanes, columns: columnsOf(phases, holds) };
}
