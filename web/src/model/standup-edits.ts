/**
 * The words for stand-ups: start one, note what was talked about and what waits for afterwards, close
 * it. Closing keeps where every action stands, which the next stand-up compares with. The twin of
 * `crdt/src/plan/actions.rs`. Writes to `map`.
 */

import type { Standup } from "./actions.ts";
import type { Edit } from "./edit.ts";
import { type Hand, idFor, perform, set, throwAway } from "./hand.ts";

export type StandupDeed = "start_standup" | "close_standup" | "hear_action" | "park_action";

export interface StandupEdits {
  /** The new stand-up's id; the one that is going on, if there is one. */
  readonly startStandup: () => string | null;
  readonly closeStandup: (id: string) => boolean;
  /** It was talked about, with nothing to write down. */
  readonly hearAction: (standup: string, action: string) => boolean;
  /** It waits until afterwards, or does not any more. */
  readonly parkAction: (standup: string, action: string, on: boolean) => boolean;
}

export function standupEdits(hand: Hand): StandupEdits {
  return {
    startStandup: () => start(hand),
    closeStandup: (id) => close(hand, id),
    hearAction: (id, action) => {
      const edits = openStandup(hand, id) === null ? [] : [mark(id, "heard", action, true)];
      return perform(hand, "hear_action", edits, titleOf(hand, action), 1);
    },
    parkAction: (id, action, on) => {
      if (openStandup(hand, id) === null) return false;
      const edits = [mark(id, "parked", action, on), mark(id, "heard", action, true)];
      return perform(hand, "park_action", edits, titleOf(hand, action), 1);
    },
  };
}

function titleOf(hand: Hand, action: string): string {
  return hand.store.actions.action(action).get()?.title ?? "";
}

/** The stand-up that is going on: of two that were started at once, the first. */
export function goingOn(standups: readonly Standup[]): Standup | null {
  return standups.find((one) => one.closed === null) ?? null;
}

function openStandup(hand: Hand, id: string): Standup | null {
  const found = hand.store.actions.standups.get().find((one) => one.id === id);
  return found === undefined || found.closed !== null ? null : found;
}

function mark(standup: string, name: "heard" | "parked", action: string, on: boolean): Edit {
  return set("map", { root: "standups", id: standup }, `${name}:${action}`, on ? true : null);
}

function start(hand: Hand): string | null {
  const open = goingOn(hand.store.actions.standups.get());
  if (open !== null) return open.id;
  const [by, on] = hand.journal.stamp();
  const id = idFor(hand);
  const edit: Edit = { kind: "create", document: "map", root: "standups", id, fields: { by, on } };
  return perform(hand, "start_standup", [edit], "") ? id : null;
}

function close(hand: Hand, id: string): boolean {
  if (openStandup(hand, id) === null) return false;
  const stamp = hand.journal.stamp();
  const { list, standups } = hand.store.actions;
  const edits: Edit[] = list.get().map(({ id: action, status }) => ({
    kind: "set_key",
    document: "map",
    root: "standups",
    id,
    field: "seen",
    key: action,
    value: status,
  }));
  edits.push(set("map", { root: "standups", id }, "closed", stamp[1]));
  // One that somebody else started at the same moment, and nobody used.
  for (const other of standups.get()) {
    const unused = other.closed === null && other.heard.length === 0 && other.notes === "";
    if (other.id !== id && unused) {
      edits.push(throwAway("map", { root: "standups", id: other.id }, stamp));
    }
  }
  return perform(hand, "close_standup", edits, "", 1);
}
