/** English: searching and filtering. */
import type { Words } from "../words.ts";

export const find: Words["find"] = {
  open: "Search and filter",
  title: "Search",
  label: "Search the map",
  filter: "Filter",
  filtersOn: (n) => (n === 0 ? "Filter" : `Filter, ${n} chosen`),
  previous: "Previous",
  next: "Next",
  close: "Stop searching and show all",
  all: "Everything is shown again.",
  count: (n, of) => `${n} of ${of} stickies`,
  at: (n) => `you are at ${n}`,
  none: "Nothing found. Try another word or choose fewer filters.",
  hide: "Hide what does not fit",
  kinds: {
    color: "Colour",
    evidence: "How do we know this?",
    channel: "Channel",
    tag: "Tag",
    persona: "Persona",
    team: "Team",
    author: "Made by",
  },
};
