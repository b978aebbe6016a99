/** Dutch: actions, the list and the columns of them, and what becomes of one. */
import { actionsOf } from "./counts.ts";

export const actions = {
  degree: { low: "laag", middle: "midden", high: "hoog" },
  add: "Nieuwe actie",
  waitsFor: (team: string) => `wacht op bevestiging van ${team}`,
  title: "Acties",
  count: actionsOf,
  status: {
    idea: "idee",
    todo: "nog te doen",
    research: "onderzoek",
    doing: "bezig",
    pilot: "proef",
    done: "klaar",
    stopped: "gestopt",
  },

  since: {
    new: "nieuw",
    moved: (from: string, to: string) => `verschoven: van ${from} naar ${to}`,
    still: (n: number) => (n === 1 ? "stil sinds vorige keer" : `stil sinds ${n} keer`),
    confirmed: (team: string) => `bevestigd door ${team}`,
    late: "te laat",
    stuck: "vast",
  },

  make: "Maak er een actie van",
  made: (title: string) => `“${title}” is nu een actie.`,
  openIt: "Openen",
  mark: (n: number, state: string) => `${actionsOf(n)}: ${state}`,
  markDone: (done: number, of: number) => `${done} van ${of} klaar`,
  markWaits: "wacht op bevestiging",
};

export const actionDeeds = {
  add_action: (_n: number, what: string) => `Actie “${what}” gemaakt`,
  action_status: (n: number, what: string) =>
    n === 1 ? `Status van “${what}” veranderd` : `Status van ${actionsOf(n)} veranderd`,
  action_note: (n: number, what: string) =>
    n === 1 ? `Zin bij “${what}” geschreven` : `Zin bij ${actionsOf(n)} geschreven`,
  change_action: (n: number, what: string) =>
    n === 1 ? `Actie “${what}” veranderd` : `${actionsOf(n)} veranderd`,
  rename_action: (_n: number, what: string) => `Actie “${what}” een andere titel gegeven`,
  move_action: (_n: number, what: string) => `Actie “${what}” verplaatst`,
  confirm_action: (_n: number, what: string) => `“${what}” bevestigd`,
  unconfirm_action: (_n: number, what: string) => `Bevestiging van “${what}” ingetrokken`,
  add_team: (_n: number, what: string) => `Afdeling “${what}” toegevoegd`,
  start_standup: () => "Stand-up begonnen",
  close_standup: () => "Stand-up afgesloten",
  hear_action: (_n: number, what: string) => `“${what}” besproken`,
  park_action: (_n: number, what: string) => `“${what}” geparkeerd`,
};
