/** A large operation as a sentence; what a newer server calls otherwise reads as a change. */
import type { Desk } from "../../actions/desk.ts";
import { memberName } from "../../actions/places.ts";
import type { Words } from "../../i18n/words.ts";
import type { Operation } from "../../model/board.ts";

export function happened(desk: Desk, words: Words, { by, what, count }: Operation): string {
  const name = memberName(desk, by, words);
  const { happened: says } = words.protect;
  const known = Object.entries(says).find(([word]) => word === what);
  return (known?.[1] ?? says.changed)(name, count);
}
