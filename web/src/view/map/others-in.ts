/** The carets of the others in one text, as places in the text of this moment. */
import type { AnyRef } from "../../model/board.ts";
import type { Presence, TextBinding } from "../../model/session.ts";
import { inkOf } from "../kit/ink.ts";
import type { OtherCaret } from "./mirror.ts";

export function othersIn(
  presence: Presence,
  record: AnyRef,
  text: TextBinding,
): readonly OtherCaret[] {
  return presence
    .at(record)
    .get()
    .flatMap(({ person, state }) => {
      if (state.caret?.record !== record) return [];
      const from = text.index(state.caret.from);
      const to = text.index(state.caret.to);
      if (from === null || to === null) return [];
      return [{ name: person.name, ink: inkOf(person.color), from, to }];
    });
}
