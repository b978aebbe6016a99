/** English: earlier versions of the board, what is different now, and bringing it back. */
import type { Words } from "../words.ts";

const counted = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const things = (n: number) => counted(n, "thing", "things");

export const versions: Words["versions"] = {
  title: "Versions",
  help: "The board is kept by itself, every hour in which something changes. Keep a version yourself to be sure of it.",
  name: "Name of this version",
  nameHelp: "For example: After the first workshop",
  nameMissing: "Give the version a name.",
  keep: "Keep the board of now",
  kept: (title) => `Version “${title}” is kept.`,
  none: "There are no versions yet.",
  byItself: "Kept by itself",
  by: (name, when) => `${name}, ${when}`,
  look: "Look",
  lookOf: (what) => `Look: ${what}`,
  rename: "Name it",
  renameOf: (what) => `Name it: ${what}`,
  remove: "Remove",
  removeOf: (what) => `Remove: ${what}`,
  removeAsk: (what) => `Remove version “${what}”?`,
  removeHelp: "The version is gone for good then. The board itself does not change.",
  removed: "The version is removed.",
  back: "All versions",
  failed: "That does not work now. See if you have a connection and try again.",
  unreadable: "This version cannot be read.",
  same: "The board is exactly as it was then.",
  differs: (n) => `${things(n)} ${n === 1 ? "is" : "are"} different now.`,
  groups: { gone: "Gone now", changed: "Different now", added: "Made since" },
  addedHelp: "This goes to the bin when you restore everything.",
  all: "Choose all",
  now: "Now",
  stood: (lane, phase) => `stood in ${lane}, ${phase}`,
  restore: (n) => (n === 0 ? "Restore what you choose" : `Restore ${things(n)}`),
  restored: (n) => `${things(n)} ${n === 1 ? "is" : "are"} back as then.`,
  restoreAll: "Restore everything",
  restoreAsk: "Restore the whole board?",
  restoreHelp:
    "Everything becomes as it was then, for everybody. What was made since goes to the bin. You can undo it.",
  restoreGo: "Restore everything",
  restoredAll: "The board is back as it was then.",
  nothing: "Nothing was restored. Perhaps it is locked, or you may not change it.",
  whole: "The whole board of then",
};

export const versionDeeds: Pick<Words["deed"], "restore"> = {
  restore: (n) => `${things(n)} restored from a version`,
};
