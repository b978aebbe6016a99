/** English: copying out and pasting in. */
import type { Words } from "../words.ts";

const stickies = (n: number) => (n === 1 ? "1 sticky" : `${n} stickies`);

export const clip: Words["clip"] = {
  copy: "Copy",
  cut: "Cut",
  paste: "Paste: a sticky for each line, a phase for each column",
  copied: (n) => `${stickies(n)} copied. Paste them here or in another program.`,
  title: (n) => `Paste ${stickies(n)}?`,
  help: (n, cells) =>
    cells === 1
      ? `This adds ${stickies(n)} to this cell. You can undo that in one go afterwards.`
      : `This adds ${stickies(n)} over ${cells} cells. You can undo that in one go afterwards.`,
  go: "Paste",
};
