/** The journeys that a board shows, and how the desired one differs, phase by phase. */
import type { Words } from "../words.ts";

export const layers: Words["layers"] = {
  side: "Side by side",
  change: "What happens to this phase?",
  changeHelp: "This is how the desired journey differs from the current one.",
  changes: { keep: "stays", change: "changes", drop: "goes", new: "new" },
  unchanged: "Not chosen",
  note: "Note",
  noteHelp: "One sentence about what happens in this phase.",
  lane: "Lane",
  title: "Name",
  hint: "Question of this lane",
  holds: (n) => (n === 1 ? "1 sticky in all journeys" : `${n} stickies in all journeys`),
};

export const layerDeeds: Pick<Words["deed"], "change_phase" | "note_phase"> = {
  change_phase: (_n, what) => `Changed what happens to phase “${what}”`,
  note_phase: (_n, what) => `Changed the note of phase “${what}”`,
};
