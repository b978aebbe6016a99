/** English: what a facilitator protects and takes back, and why something cannot be changed now. */
import type { Words } from "../words.ts";

const counted = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const things = (n: number) => counted(n, "thing", "things");

export const protect: Words["protect"] = {
  title: "Facilitate",
  open: "Facilitate",
  lock: "Lock sticky",
  unlock: "Unlock sticky",
  locked: "Locked",
  lockedNow: "The sticky is locked.",
  unlockedNow: "The sticky is free again.",
  closed: {
    locked: "This sticky is locked. The facilitator can free it again.",
    own_only: "You can only change your own stickies now.",
  },
  switches: "Protect",
  frame: "Fix phases and lanes",
  frameHelp: "Only facilitators change the phases, the lanes and the texts.",
  own: "Own stickies only",
  ownHelp: "Everybody changes only what they made. Facilitators can change everything.",
  feed: "Large changes",
  feedHelp: "A lot at once, by one person. You can take it back as long as it is from today.",
  feedEmpty: "Nothing out of the ordinary happened.",
  takeBack: "Take it back",
  takeBackOf: (what: string) => `Take it back: ${what}`,
  person: "Of one person",
  personHelp: "Take back everything that somebody did lately. What others did stays.",
  who: "Who",
  minutes: "How far back",
  lastMinutes: (n: number) => counted(n, "minute", "minutes"),
  happened: {
    thrown_away: (name: string, n: number) => `${name} threw away ${things(n)}`,
    made: (name: string, n: number) => `${name} made ${things(n)}`,
    moved: (name: string, n: number) => `${name} moved ${things(n)}`,
    changed: (name: string, n: number) => `${name} changed ${things(n)}`,
  },
  takenBack: (name: string, when: string) => `Taken back by ${name}, ${when}`,
  done: (n: number) => `${things(n)} ${n === 1 ? "is" : "are"} as before.`,
  left: (n: number) =>
    `${things(n)} stayed, because somebody else changed ${n === 1 ? "it" : "them"} since.`,
  nothing: "There was nothing to take back.",
  failed: "That did not work. Check your connection and try again.",
};
