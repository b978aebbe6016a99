/** English: the big screen, and what is read aloud. */
import type { Words } from "../words.ts";

export const screen: Words["screen"] = {
  big: "Big screen",
  own: "Ordinary screen",
  isBig: "Big screen: drag with every finger. The screen stays on.",
  isOwn: "An ordinary screen again.",
  hears: "Announcements of what others do",
  hearsHelp: "For those who have the page read aloud.",
  hearing: {
    everything: "Everything: who changes what, and who comes or leaves",
    summary: "In short: every half minute how much changed",
    off: "Nothing",
  },
};
