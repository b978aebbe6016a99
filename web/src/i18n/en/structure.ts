/** Changing the shape of the map: inserting, moving and folding phases and lanes, emptying a cell. */
import type { Words } from "../words.ts";

const stickies = (n: number) => (n === 1 ? "1 sticky" : `${n} stickies`);

export const structure: Words["structure"] = {
  noLanes:
    "This board has no lanes yet. A lane asks the same question of every phase, such as “What does the resident do?”. Add one.",
  noLanesViewer: "This board has no lanes yet. The facilitator fills them in.",
  fold: "Fold",
  unfold: "Unfold",
  foldOf: (title) => `Fold “${title}”`,
  unfoldOf: (title) => `Unfold “${title}”`,
  look: "This phase large",
  lookAway: "All phases alike",
  tally: (n) => stickies(n),
  insertPhase: (title) => `Make a phase before “${title}”`,
  insertLane: (title) => `Make a lane above “${title}”`,
  moved: (title, at, of) => `“${title}” is now at place ${at} of ${of}.`,
  notMoved: "Not moved.",
  moveCell: "Move everything in here…",
};
