/** The panel for what is selected: its headings, its fields, and the marks on a sticky. */
import type { Words } from "../words.ts";

export const panel: Words["panel"] = {
  open: "See details",
  openOf: (what) => `Details of ${what}`,
  name: "Details",
  kinds: { sticky: "Sticky", phase: "Phase", step: "Step", lane: "Lane", persona: "Persona" },
  sticky: "Properties",
  gone: "This was thrown away.",
  putBack: "Put back",
  color: "Colour",
  evidence: "How do we know this?",
  evidenceOf: {
    assumption: "Assumption",
    heard_once: "Heard once",
    heard_often: "Heard often",
    data: "From figures",
  },
  channel: "Channel",
  noChannel: "None chosen",
  channelOf: {
    counter: "Counter",
    phone: "Phone",
    letter: "Letter",
    website: "Website",
    form: "Online form",
    email: "Email",
    app: "App or MijnOverheid",
    chat: "Chat",
    home_visit: "Home visit",
    community: "Community team or centre",
    via_other: "Through somebody else",
    none: "No contact",
  },
  personas: "Who is this about?",
  noPersonas: "There are no personas yet.",
  tags: "Tags",
  noTags: "There are no tags yet.",
  newTag: "New tag",
  addTag: "Add",
  manageTags: "Manage tags",
  made: (name, when) => `Made by ${name} on ${when}`,
  madeByNobody: (when) => `Made on ${when}`,
  none: "Not filled in",
};

export const tags: Words["tags"] = {
  title: "Manage tags",
  help: "A tag is the same everywhere. When you change it here, it changes on every sticky.",
  nameOf: (title) => `Name of tag “${title}”`,
  colorOf: (title) => `Colour of tag “${title}”`,
  noColor: "No colour",
  used: (n) => (n === 1 ? "on 1 sticky" : `on ${n} stickies`),
  removeOf: (title) => `Throw away tag “${title}”`,
};

export const panelDeeds: Pick<Words["deed"], "describe" | "involve" | "add_tag" | "change_tag"> = {
  describe: (n, what) =>
    n === 1 ? `Changed a property of “${what}”` : `Changed a property of ${n} stickies`,
  involve: (n, what) =>
    n === 1 ? `Changed the personas of “${what}”` : `Changed the personas of ${n} stickies`,
  add_tag: (_n, what) => `Made tag “${what}”`,
  change_tag: (_n, what) => `Changed tag “${what}”`,
};
