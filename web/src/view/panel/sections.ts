/** The parts of the panel from top to bottom. A new part is one line here. */

import { PersonaSection } from "./persona-section.tsx";
import { PersonaTexts } from "./persona-texts.tsx";
import type { Section } from "./section.ts";
import { StickyMade } from "./sticky-made.tsx";
import { StickySection } from "./sticky-section.tsx";

export const SECTIONS: readonly Section[] = [
  { id: "sticky", fits: ({ kind }) => kind === "sticky", Body: StickySection },
  { id: "made", fits: ({ kind }) => kind === "sticky", Body: StickyMade },
  { id: "persona", fits: ({ kind }) => kind === "persona", Body: PersonaSection },
  { id: "persona-texts", fits: ({ kind }) => kind === "persona", Body: PersonaTexts },
];
