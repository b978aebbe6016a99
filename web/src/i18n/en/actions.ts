/** English: actions, the list and the columns of them, and what becomes of one. */

import type { Words } from "../words.ts";
import { actionsOf } from "./counts.ts";

export const actions: Words["actions"] = {
  degree: { low: "low", middle: "middle", high: "high" },
  add: "New action",
  waitsFor: (team) => `waits for confirmation by ${team}`,
  title: "Actions",
  count: actionsOf,
  status: {
    idea: "idea",
    todo: "to do",
    research: "research",
    doing: "doing",
    pilot: "pilot",
    done: "done",
    stopped: "stopped",
  },

  since: {
    new: "new",
    moved: (from, to) => `moved: from ${from} to ${to}`,
    still: (n) => (n === 1 ? "still since last time" : `still since ${n} times`),
    confirmed: (team) => `confirmed by ${team}`,
    late: "late",
    stuck: "stuck",
  },

  make: "Make it an action",
  made: (title) => `“${title}” is an action now.`,
  openIt: "Open",
  mark: (n, state) => `${actionsOf(n)}: ${state}`,
  markDone: (done, of) => `${done} of ${of} done`,
  markWaits: "waits for confirmation",
};

export const actionDeeds: Pick<
  Words["deed"],
  | "add_action"
  | "action_status"
  | "action_note"
  | "change_action"
  | "rename_action"
  | "move_action"
  | "confirm_action"
  | "unconfirm_action"
  | "add_team"
  | "start_standup"
  | "close_standup"
  | "hear_action"
  | "park_action"
> = {
  add_action: (_n, what) => `Made action “${what}”`,
  action_status: (n, what) =>
    n === 1 ? `Changed the status of “${what}”` : `Changed the status of ${actionsOf(n)}`,
  action_note: (n, what) =>
    n === 1 ? `Wrote a sentence about “${what}”` : `Wrote a sentence about ${actionsOf(n)}`,
  change_action: (n, what) => (n === 1 ? `Changed action “${what}”` : `Changed ${actionsOf(n)}`),
  rename_action: (_n, what) => `Gave action “${what}” another title`,
  move_action: (_n, what) => `Moved action “${what}”`,
  confirm_action: (_n, what) => `Confirmed “${what}”`,
  unconfirm_action: (_n, what) => `Took back the confirmation of “${what}”`,
  add_team: (_n, what) => `Added department “${what}”`,
  start_standup: () => "Started a stand-up",
  close_standup: () => "Closed a stand-up",
  hear_action: (_n, what) => `Talked about “${what}”`,
  park_action: (_n, what) => `Parked “${what}”`,
};
