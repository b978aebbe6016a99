/** English: actions, the list and the columns of them, and what becomes of one. */
import type { Words } from "../words.ts";

const actionsOf = (n: number) => (n === 1 ? "1 action" : `${n} actions`);

export const actions: Words["actions"] = {
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
  degree: { low: "low", middle: "middle", high: "high" },
  look: "How do you want to see the actions?",
  asList: "List",
  asColumns: "Columns",
  filter: "Show only",
  mine: "Mine",
  late: "Late",
  stuck: "Stuck",
  unconfirmed: "Not confirmed",
  allTeams: "All departments",
  order: "Order and groups",
  sort: "Order",
  sortBy: {
    rank: "Own order",
    title: "Title",
    status: "Status",
    owner: "Who",
    department: "Department",
    due: "Due",
    weight: "Much effect, little effort",
  },
  reverse: "Reverse",
  group: "Together",
  groupBy: { none: "Not", department: "By department", owner: "By person", status: "By status" },
  add: "New action",
  addGo: "Add",
  addHelp: "Start with a verb: what is going to happen?",
  choose: (title) => `Choose “${title}”`,
  statusOf: (title) => `Status of “${title}”`,
  shown: (n, of) => `${n} of ${actionsOf(of)}`,
  chosen: (n) => `${n} chosen`,
  chooseAll: "Choose all",
  chooseNone: "Choose none",
  bulk: "Change what you chose",
  keep: "Leave as it is",
  throwAway: "Throw away",
  thrown: (n) => `Threw away ${actionsOf(n)}.`,
  moved: (title, status) => `“${title}” is now ${status}.`,
  movedTo: (title, at, of) => `“${title}” is now number ${at} of ${of}.`,
  columnEmpty: "Nothing yet",
  cardHelp: "Shift and the arrow keys move an action.",

  field: {
    title: "What is going to happen?",
    status: "Where does it stand?",
    note: "One sentence about it",
    notePlace: "What happened, or what holds it up?",
    noteGo: "Write down",
    reason: "Why does this action stop?",
    reasonMissing: "Write in one sentence why the action stops.",
    reasonGo: "Stop the action",
    owner: "Who does it?",
    ownerHelp: "Choose somebody on the board or type a name.",
    department: "Department",
    confirms: "Who has to take it over?",
    noTeam: "No department",
    newTeam: "New department…",
    newTeamName: "What is the department called?",
    teamMissing: "Give the department a name.",
    due: "Due",
    weight: "Effect and effort",
    weightOf: (impact, effort) => `Effect ${impact}, effort ${effort}`,
    impact: "effect",
    effort: "effort",
    noWeight: "Not chosen",
    nobody: "Nobody yet",
  },
  confirm: (team) => `${team} takes it over`,
  unconfirm: "Take back the confirmation",
  waitsFor: (team) => `waits for confirmation by ${team}`,
  confirmedBy: (team, who, when) => `${team} confirmed by ${who}, ${when}`,
  stopped: (why) => `Stopped: ${why}`,
  origin: "Comes from",
  originNone: "This action stands alone. It does not come from a sticky.",
  originGone: "The sticky was thrown away.",
  originLoose: "Without a place on the map",
  toMap: "See it on the map",
  said: (who) => `Said by ${who}`,
  history: "History",
  historyLine: {
    made: (who, status) => `${who} made this action: ${status}`,
    moved: (who, from, to) => `${who}: from ${from} to ${to}`,
    noted: (who) => `${who}`,
    confirmed: (who) => `${who} confirmed the hand-over`,
    unconfirmed: (who) => `${who} took back the confirmation`,
    standup: "in the stand-up",
  },
  somebody: "Somebody",

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
  onSticky: "Actions",
  onStickyNone: "No action belongs to this sticky yet.",
  mark: (n, state) => `${actionsOf(n)}: ${state}`,
  markDone: (done, of) => `${done} of ${of} done`,
  markWaits: "waits for confirmation",

  emptyTitle: "No actions yet",
  emptyHelp:
    "An action is what you are going to do with what is on the map. Write one down, or choose “Make it an action” on a sticky: then it stays clear where the action comes from.",
  emptyViewer: "As soon as somebody writes down an action, you see it here.",
  toTheMap: "To the map",
  noneFit: "Not one action fits this filter.",
  showAll: "Show all",

  export: "Take along",
  exportTitle: "Take actions along",
  exportXlsx: "Excel file",
  exportCsv: "CSV file",
  exportHelp: "With all fields and the whole history. Opens with a double click.",
  calendar: "In your calendar",
  calendarHelp:
    "A calendar link shows in your own calendar when actions are due. When a date changes here, it changes there too.",
  calendarOwner: "An owner of this board can make a calendar link.",
  calendarMake: "Make a calendar link",
  calendarNew: "This is the calendar link. Copy it now: we show it only once.",
  calendarCopy: "Copy",
  calendarCopied: "Calendar link copied.",
  calendarWarn: "Whoever has the link sees the titles and dates of the actions. Nothing more.",
  calendarMade: (when) => `Made on ${when}`,
  calendarRevoke: "Withdraw",
  calendarRevoked: "The calendar link does not work any more.",
  calendarFailed: "That does not work now. Try again in a few moments.",
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
