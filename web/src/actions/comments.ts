/** What people do with what is said about a record: they open it, and get to all of it. */
import type { Action } from "./action.ts";
import { hasPanel } from "./whole.ts";

export const commentActions: readonly Action[] = [
  {
    id: "comment",
    group: "map",
    label: (words) => words.comments.comment,
    keys: ["r"],
    when: ({ desk, target }) => hasPanel(target) && desk.session.me.get().rights.comment,
    run: ({ desk, target }) => desk.openPanel(target, "comments"),
    menu: "first",
  },
  {
    id: "comments",
    group: "board",
    label: (words) => words.comments.title,
    keys: [],
    when: () => true,
    run: ({ desk }) => desk.dialog.set({ kind: "comments" }),
  },
];
