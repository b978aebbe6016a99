/**
 * How actions stand, by the day and by the stand-ups before: new, moved, still, late, waiting for a
 * department, stuck; and the order in which a stand-up walks them. The twin of
 * `crdt/src/read/actions.rs`, held to the same answers by `tests/vectors/standups.json`. Pure.
 */
import { STUCK_AFTER } from "../generated/limits.ts";
import type { Action, Standup } from "./actions.ts";
import { compareText } from "./order.ts";

/** What happened to an action since the stand-up before. */
export type Since =
  | { readonly kind: "new" }
  | { readonly kind: "moved"; readonly from: string }
  | { readonly kind: "still"; readonly times: number };

export interface Standing {
  readonly action: Action;
  readonly since: Since;
  /** Its day has passed and it is not finished. */
  readonly late: boolean;
  /** A department has to confirm it and has not. */
  readonly waits: boolean;
  /** It has not moved for too long. */
  readonly stuck: boolean;
}

/** Whether nothing more is expected of an action with this status. */
export function isFinished(status: string): boolean {
  return status === "done" || status === "stopped";
}

/** The closed stand-ups, the oldest first. */
export function closedOf(standups: readonly Standup[]): readonly Standup[] {
  return standups
    .filter((one) => one.closed !== null)
    .sort((a, b) => (a.closed ?? 0) - (b.closed ?? 0) || compareText(a.id, b.id));
}

/** What happened to an action that stands here, given the stand-ups before, the oldest first. */
export function sinceOf(id: string, status: string, before: readonly Standup[]): Since {
  let times = 0;
  for (const { seen } of before.toReversed()) {
    const then = Object.hasOwn(seen, id) ? seen[id] : undefined;
    if (then === undefined) break;
    if (then === status) times += 1;
    else if (times === 0) return { kind: "moved", from: then };
    else break;
  }
  return times === 0 ? { kind: "new" } : { kind: "still", times };
}

/** How actions stand on this day; `teams` are the departments that are there. */
export function standingsOf(
  actions: readonly Action[],
  standups: readonly Standup[],
  teams: ReadonlySet<string>,
  today: number,
): readonly Standing[] {
  const closed = closedOf(standups);
  return actions.map((action) => {
    const open = !isFinished(action.status);
    const since = sinceOf(action.id, action.status, closed);
    const waits = action.confirms !== null && teams.has(action.confirms);
    return {
      action,
      since,
      late: open && action.due !== null && action.due < today,
      waits: open && waits && action.confirmed === null,
      stuck:
        open && action.status !== "idea" && since.kind === "still" && since.times >= STUCK_AFTER,
    };
  });
}

const NEAREST = ["done", "stopped", "pilot", "doing", "research", "todo", "idea"];

function distance(status: string): number {
  const at = NEAREST.indexOf(status);
  return at < 0 ? NEAREST.length : at;
}

function groupOf({ waits, stuck }: Standing): number {
  if (waits) return 0;
  return stuck ? 1 : 2;
}

/**
 * What a stand-up walks: hand-overs without a confirmation and stuck ones first, then from nearly
 * done to not started, late ones before others. Of the finished ones only what changed.
 */
export function walkOf(standings: readonly Standing[], first: boolean): readonly Standing[] {
  const walked = standings.filter(({ action, since }) => {
    if (since.kind === "moved") return true;
    return !isFinished(action.status) || (since.kind === "new" && !first);
  });
  // Sorting is stable: what is alike stays in the order of the list.
  return walked.sort(
    (a, b) =>
      groupOf(a) - groupOf(b) ||
      distance(a.action.status) - distance(b.action.status) ||
      Number(b.late) - Number(a.late),
  );
}
