/** The parts of the panel from top to bottom. A new part is one line here. */
import type { Section } from "./section.ts";
import { StickyMade } from "./sticky-made.tsx";
import { StickySection } from "./sticky-section.tsx";

export const SECTIONS: readonly Section[] = [
  { id: "sticky", fits: ({ kind }) => kind === "sticky", Body: StickySection },
  { id: "made", fits: ({ kind }) => kind === "sticky", Body: StickyMade },
];
