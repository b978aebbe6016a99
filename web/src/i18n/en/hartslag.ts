/** The hartslag and the personas whose line it is. */
import type { Words } from "../words.ts";

export const hartslag: Words["hartslag"] = {
  unknown: "don't know",
  feelings: {
    best: "very good",
    good: "good",
    fair: "fair",
    bad: "bad",
    worst: "very bad",
  },
  scale: "From very good above to very bad below",
  whose: "Whose heartbeat do you draw?",
  personas: "Personas",
  how: "Choose a persona and tap in a phase.",
  none: "For whom do you make this journey? Add a persona, then you can draw the heartbeat.",
  noneViewer: "There is no heartbeat yet.",
  add: "Add persona",
  newPersona: "New persona",
  table: "As a table",
  tableTitle: "Heartbeat as a table",
  tableHelp: "This is the same heartbeat. What you choose here is on the map at once.",
  phase: "Phase",
  point: (name, phase, layer) => `${name}, ${phase}, ${layer}`,
  pointHelp: "Up and down changes it, left and right goes to the next phase, Delete is don't know.",
  set: (name, phase, feels) => `${name}, ${phase}: ${feels}.`,
  end: (name, layer) => `${name}, ${layer}`,
  quote: (motto) => `“${motto}”`,
};

export const persona: Words["persona"] = {
  earlier: "Forward",
  later: "Back",
  full: "There cannot be more than 30 personas.",
};

export const hartslagDeeds: Pick<
  Words["deed"],
  "heartbeat" | "moment" | "add_persona" | "change_persona" | "move_persona"
> = {
  heartbeat: (_n, what) => `Changed the heartbeat of ${what}`,
  moment: (_n, what) => `Changed a moment of ${what}`,
  add_persona: (_n, what) => `Added persona “${what}”`,
  change_persona: (_n, what) => `Changed persona “${what}”`,
  move_persona: (_n, what) => `Moved persona “${what}”`,
};
