/** English: the views of a board, and links to one thing on it. */
import type { Words } from "../words.ts";

export const views: Words["views"] = {
  label: "View",
  map: "Map",
  list: "List",
  skipTo: (view) => `Go to the ${view.toLowerCase()}`,
  copyLink: "Copy link",
  copied: "Link copied.",
  notCopied: "Copying does not work in this browser.",
  missing: "What this link points at is not on the board any more.",
  binned: (what) => `“${what}” is in the bin.`,
  openBin: "Open the bin",
};
