/** Making an action of a sticky: its first words become the title, and the link back is kept. */
import { TITLE_TEXT_MAX } from "../generated/limits.ts";
import type { Action, Hand } from "./action.ts";
import { brief } from "./places.ts";

function make({ desk, words, target }: Hand): void {
  if (target.kind !== "sticky") return;
  const { edits, store } = desk.session;
  const text = store.sticky(target.id).get()?.text ?? "";
  const title = text.trim().replace(/\s+/g, " ").slice(0, TITLE_TEXT_MAX);
  const id = edits.addAction({
    title: title === "" ? words.actions.add : title,
    from: [`stickies/${target.id}`],
  });
  if (id === null) {
    desk.alert(words.say.full);
    return;
  }
  desk.tell(words.actions.made(brief(title, words)), {
    label: words.actions.openIt,
    run: () => desk.page.show("actions", `actions/${id}`),
  });
}

export const makingActions: readonly Action[] = [
  {
    id: "make_action",
    group: "sticky",
    label: (words) => words.actions.make,
    keys: [],
    when: ({ desk, target }) => target.kind === "sticky" && desk.session.me.get().rights.map,
    run: make,
    menu: "move",
  },
];
