/** English: what people say about what is on the board, and what they have not read yet. */

import type { Words } from "../words.ts";
import { counted } from "./counts.ts";

export const comments: Words["comments"] = {
  title: "Comments",
  open: (unread) => (unread === 0 ? "Comments" : `Comments, ${unread} new`),
  comment: "Comment",
  mark: (n, unread) =>
    unread === 0
      ? counted(n, "comment", "comments")
      : `${counted(n, "comment", "comments")}, ${unread} new`,
  freshOf: (n, unread) => (n === unread ? `${n} new` : `${n}, ${unread} new`),
  said: (name, what) => `${name} commented on “${what}”.`,
  called: (name, what) => `${name} calls you at “${what}”.`,
  look: "Look",
  kinds: {
    stickies: "Sticky",
    phases: "Phase",
    lanes: "Lane",
    personas: "Persona",
    actions: "Action",
    other: "Part",
  },
};
