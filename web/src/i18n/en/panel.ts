/** The panel for what is selected: its headings, its fields, and the marks on a sticky. */
import type { Words } from "../words.ts";

export const panel: Words["panel"] = {
  gone: "This was thrown away.",
  putBack: "Put back",
  noTags: "There are no tags yet.",
  newTag: "New tag",
  addTag: "Add",
  none: "Not filled in",
  open: "See details",
  openOf: (what) => `Details of ${what}`,
  evidenceOf: {
    assumption: "Assumption",
    heard_once: "Heard once",
    heard_often: "Heard often",
    data: "From figures",
  },
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
};

export const panelDeeds: Pick<Words["deed"], "describe" | "involve" | "add_tag" | "change_tag"> = {
  describe: (n, what) =>
    n === 1 ? `Changed a property of “${what}”` : `Changed a property of ${n} stickies`,
  involve: (n, what) =>
    n === 1 ? `Changed the personas of “${what}”` : `Changed the personas of ${n} stickies`,
  add_tag: (_n, what) => `Made tag “${what}”`,
  change_tag: (_n, what) => `Changed tag “${what}”`,
};
