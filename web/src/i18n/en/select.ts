/** English: choosing many stickies and doing one thing with all of them. */
import type { Words } from "../words.ts";

const chosen = (n: number) => (n === 1 ? "1 sticky selected" : `${n} stickies selected`);

export const select: Words["select"] = {
  bar: "Selected stickies",
  chosen: "selected",
  count: chosen,
  inCell: "in this cell",
  inLane: "in this row",
  inPhase: "in this phase",
  onMap: "on the whole map",
  tooMany: (n) => `${chosen(n)}. More does not fit at once.`,
  cleared: "Nothing selected any more.",
  toggle: "Select or let go",
  more: "Select all, wider each time",
  extend: "Select neighbours too",
  clear: "Let go of the selection",
  moved: (n, phase, lane) => `${n} stickies moved to ${phase}, ${lane}.`,
  movedAll: (n) => `${n} stickies moved.`,
  copied: (n) => (n === 1 ? "1 copy made." : `${n} copies made.`),
  thrown: (n) => `${n} stickies thrown away.`,
  coloured: (n, name) => `${n} stickies got the colour ${name}.`,
  label: "Give tags…",
  labelTitle: "Tags",
  labelHelp: "A half tick means: some of the stickies have this tag.",
  colour: "Give a colour",
  all: "All actions",
};
