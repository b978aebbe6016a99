/** What hangs together: chips on stickies, the list in the panel, and choosing the other end. */
import type { Words } from "../words.ts";

export const dependencies: Words["dependencies"] = {
  title: "Goes together with",
  none: "Nothing yet.",
  needs: "Depends on…",
  leads: "Leads to…",
  follow: "Go to what goes together",
  bonds: {
    needs: "depends on",
    needed: "needed for",
    leads: "leads to",
    follows: "follows from",
    from: "comes from",
    source: "source of",
  },
  chip: (bond, n) => `${bond} ${n}`,
  goTo: (what) => `Go to “${what}”`,
  remove: (what) => `Remove the bond with “${what}”`,
  choose: {
    depends_on: (what) => `What does “${what}” depend on? Choose a sticky. Esc stops.`,
    leads_to: (what) => `What does “${what}” lead to? Choose a sticky. Esc stops.`,
  },
  other: "Choose another sticky.",
  made: (what) => `Bound to “${what}”.`,
  known: "This bond was there already.",
  stopped: "No bond made.",
  stop: "Stop",
};

export const dependencyDeeds: Pick<Words["deed"], "link" | "unlink"> = {
  link: (_n, what) => `Bound “${what}”`,
  unlink: (_n, what) => `Removed a bond of “${what}”`,
};
