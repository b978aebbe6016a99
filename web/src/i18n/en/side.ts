/** English: the panel beside the map: everything about what is selected. */
import type { side as dutch } from "../nl/side.ts";

export const side: typeof dutch = {
  panel: {
    name: "Details",
    kinds: { sticky: "Sticky", phase: "Phase", step: "Step", lane: "Lane", persona: "Persona" },
    sticky: "Properties",
    color: "Colour",
    evidence: "How do we know this?",
    channel: "Channel",
    noChannel: "None chosen",
    personas: "Who is this about?",
    noPersonas: "There are no personas yet.",
    tags: "Tags",
    manageTags: "Manage tags",
    made: (name, when) => `Made by ${name} on ${when}`,
    madeByNobody: (when) => `Made on ${when}`,
  },
  persona: {
    card: "Persona",
    name: "Name",
    motto: "Motto",
    mottoHelp: "One sentence, as this person would say it.",
    color: "Colour",
    marker: "Mark on the line",
    markers: {
      circle: "circle",
      square: "square",
      triangle: "triangle",
      diamond: "diamond",
      star: "star",
      hexagon: "hexagon",
    },
    who: "Who is this?",
    contact: "Contact with the municipality",
    barriers: "What holds them back?",
    needs: "What do they need?",
    moments: "What stays with them",
    momentOf: { begin: "The beginning", peak: "What hits hardest", end: "The end" },
    noPhase: "None chosen",
  },
};
