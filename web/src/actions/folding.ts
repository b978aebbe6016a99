/**
 * Folding lanes to counts and phases to a narrow column, for who looks at them only: nothing of it
 * is in the board. What somebody goes to unfolds by itself.
 */
import type { Action, Hand } from "./action.ts";
import type { Desk } from "./desk.ts";
import { structure } from "./places.ts";
import type { Target } from "./target.ts";

/** What is folded, by lane and by column: `lanes/id`, `phases/id`. */
export type Folded = ReadonlySet<string>;

/** What folding a phase or lane folds. */
function partsOf(desk: Desk, target: Target): readonly string[] {
  if (target.kind === "lane") return [`lanes/${target.id}`];
  if (target.kind !== "phase") return [];
  const own = structure(desk).columns.filter(
    ({ phase, under }) => phase === target.id || under === target.id,
  );
  return own.map(({ phase }) => `phases/${phase}`);
}

export function isFolded(desk: Desk, target: Target): boolean {
  const parts = partsOf(desk, target);
  return parts.length > 0 && parts.every((part) => desk.folded.get().has(part));
}

export function toggleFold({ desk, target }: Hand): void {
  const parts = partsOf(desk, target);
  const next = new Set(desk.folded.get());
  const fold = !isFolded(desk, target);
  for (const part of parts) {
    if (fold) next.add(part);
    else next.delete(part);
  }
  desk.folded.set(next);
  desk.focus(target);
}

const onHead =
  (folded: boolean) =>
  ({ desk, target }: Hand): boolean =>
    (target.kind === "phase" || target.kind === "lane") && isFolded(desk, target) === folded;

/** Looks at a phase, large among small neighbours; or no longer. */
function look({ desk, target }: Hand): void {
  if (target.kind !== "phase") return;
  desk.lookedAt.set(desk.lookedAt.get() === target.id ? null : target.id);
  desk.focus(target);
}

const onPhase =
  (looking: boolean) =>
  ({ desk, target }: Hand): boolean =>
    target.kind === "phase" && (desk.lookedAt.get() === target.id) === looking;

export const foldingActions: readonly Action[] = [
  {
    id: "look_at",
    group: "head",
    label: (words) => words.structure.look,
    keys: ["f"],
    when: onPhase(false),
    run: look,
    menu: "move",
  },
  {
    id: "look_away",
    group: "head",
    label: (words) => words.structure.lookAway,
    keys: ["f"],
    when: onPhase(true),
    run: look,
    menu: "move",
  },
  {
    id: "fold",
    group: "head",
    label: (words) => words.structure.fold,
    keys: ["v"],
    when: onHead(false),
    run: toggleFold,
    menu: "move",
  },
  {
    id: "unfold",
    group: "head",
    label: (words) => words.structure.unfold,
    keys: ["v"],
    when: onHead(true),
    run: toggleFold,
    menu: "move",
  },
];
