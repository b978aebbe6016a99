/** Dutch: what a facilitator protects and takes back, and why something cannot be changed now. */
import { things } from "./counts.ts";

export const protect = {
  takeBack: "Gooi het terug",
  title: "Begeleiden",
  open: "Begeleiden",
  lock: "Kaartje vergrendelen",
  unlock: "Kaartje ontgrendelen",
  locked: "Vergrendeld",
  lockedNow: "Het kaartje is vergrendeld.",
  unlockedNow: "Het kaartje is weer vrij.",
  closed: {
    locked: "Dit kaartje is vergrendeld. De begeleider kan het weer vrijgeven.",
    own_only: "Je kunt nu alleen je eigen kaartjes veranderen.",
  },
  happened: {
    thrown_away: (name: string, n: number) => `${name} gooide ${things(n)} weg`,
    made: (name: string, n: number) => `${name} maakte ${things(n)}`,
    moved: (name: string, n: number) => `${name} verplaatste ${things(n)}`,
    changed: (name: string, n: number) => `${name} veranderde ${things(n)}`,
  },
  done: (n: number) => `${things(n)} ${n === 1 ? "staat" : "staan"} weer zoals ervoor.`,
  left: (n: number) =>
    `${things(n)} ${n === 1 ? "bleef" : "bleven"} staan, omdat iemand anders ${n === 1 ? "dat" : "die"} daarna veranderde.`,
  nothing: "Er was niets om terug te draaien.",
  failed: "Dat lukte niet. Kijk of je verbinding hebt en probeer het opnieuw.",
};
