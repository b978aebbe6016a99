/** English: what a facilitator protects and takes back, and why something cannot be changed now. */

import type { Words } from "../words.ts";
import { things } from "./counts.ts";

export const protect: Words["protect"] = {
  takeBack: "Take it back",
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
  happened: {
    thrown_away: (name: string, n: number) => `${name} threw away ${things(n)}`,
    made: (name: string, n: number) => `${name} made ${things(n)}`,
    moved: (name: string, n: number) => `${name} moved ${things(n)}`,
    changed: (name: string, n: number) => `${name} changed ${things(n)}`,
  },
  done: (n: number) => `${things(n)} ${n === 1 ? "is" : "are"} as before.`,
  left: (n: number) =>
    `${things(n)} stayed, because somebody else changed ${n === 1 ? "it" : "them"} since.`,
  nothing: "There was nothing to take back.",
  failed: "That did not work. Check your connection and try again.",
};
