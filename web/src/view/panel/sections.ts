/** The parts of the panel from top to bottom. A new part is one line here. */

import { hasPanel } from "../../actions/whole.ts";
import { StickyActions } from "../action/sticky-actions.tsx";
import { CommentsSection } from "../comment/comments-section.tsx";
import { BondsSection } from "./bonds-section.tsx";
import { LaneSection } from "./lane-section.tsx";
import { PersonaSection } from "./persona-section.tsx";
import { PersonaTexts } from "./persona-texts.tsx";
import { PhaseSection } from "./phase-section.tsx";
import type { Section } from "./section.ts";
import { StickyMade } from "./sticky-made.tsx";
import { StickySection } from "./sticky-section.tsx";

export const SECTIONS: readonly Section[] = [
  { id: "phase", fits: ({ kind }) => kind === "phase", Body: PhaseSection },
  { id: "lane", fits: ({ kind }) => kind === "lane", Body: LaneSection },
  { id: "sticky", fits: ({ kind }) => kind === "sticky", Body: StickySection },
  { id: "bonds", fits: ({ kind }) => kind === "sticky", Body: BondsSection },
  { id: "actions", fits: ({ kind }) => kind === "sticky", Body: StickyActions },
  { id: "comments", fits: hasPanel, Body: CommentsSection },
  { id: "made", fits: ({ kind }) => kind === "sticky", Body: StickyMade },
  { id: "persona", fits: ({ kind }) => kind === "persona", Body: PersonaSection },
  { id: "persona-texts", fits: ({ kind }) => kind === "persona", Body: PersonaTexts },
];
