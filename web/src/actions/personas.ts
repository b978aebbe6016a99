/** What people do with the cards of personas. Their order is asked of the store, never kept here. */
import type { AnyRef } from "../model/board.ts";
import type { Action, Hand } from "./action.ts";

const onPersona = ({ desk, target }: Hand): boolean =>
  target.kind === "persona" && desk.session.me.get().rights.frame;

/** A new persona, chosen, with its panel open to give it a name. */
export function addPersona({ desk, words }: Hand): void {
  const id = desk.session.edits.addPersona(words.hartslag.newPersona);
  if (id === null) {
    desk.alert(words.persona.full);
    return;
  }
  desk.persona.set(id);
  desk.openPanel({ kind: "persona", id });
}

function move(step: -1 | 1): (hand: Hand) => void {
  return ({ desk, target }) => {
    if (target.kind !== "persona") return;
    const personas = desk.session.store.personas.get();
    const to = personas.findIndex(({ id }) => id === target.id) + step;
    if (to < 0 || to >= personas.length) return;
    const before = (step < 0 ? personas[to] : personas[to + 1])?.id ?? null;
    desk.session.edits.movePersona(target.id, before);
    desk.focus(target);
  };
}

function remove({ desk, words, target }: Hand): void {
  if (target.kind !== "persona") return;
  const { edits, store } = desk.session;
  const name = store.personas.get().find(({ id }) => id === target.id)?.name ?? "";
  if (!edits.throwAwayPersona(target.id)) return;
  const record: AnyRef = `personas/${target.id}`;
  desk.focus({ kind: "nothing" });
  desk.tell(words.say.thrown(name), {
    label: words.bin.putBack,
    run: () => {
      edits.putBack([record]);
      desk.focus(target);
    },
  });
}

export const personaActions: readonly Action[] = [
  {
    id: "persona_earlier",
    group: "head",
    label: (words) => words.persona.earlier,
    keys: ["Control+ArrowLeft"],
    when: onPersona,
    run: move(-1),
    menu: "move",
  },
  {
    id: "persona_later",
    group: "head",
    label: (words) => words.persona.later,
    keys: ["Control+ArrowRight"],
    when: onPersona,
    run: move(1),
    menu: "move",
  },
  {
    id: "persona_remove",
    group: "head",
    label: (words) => words.action.remove,
    keys: ["Delete"],
    when: onPersona,
    run: remove,
    menu: "last",
    danger: true,
  },
];
