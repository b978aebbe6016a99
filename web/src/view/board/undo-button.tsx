/** Undo or redo, which says by name what it would do. */

import { brief } from "../../actions/places.ts";
import { act } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useHand } from "../map/use-hand.ts";

export function UndoButton({ name }: { readonly name: "undo" | "redo" }) {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  const deed = useValue(desk.session.undo.next)[name];
  const what = deed === null ? "" : words.deed[deed.name](deed.count, brief(deed.subject, words));
  const label = what === "" ? words.action[name] : `${words.action[name]}: ${what}`;
  return (
    <button
      aria-disabled={deed === null}
      aria-label={label}
      className="icon-button"
      onClick={() => act(name, hand(null))}
      title={label}
      type="button"
    >
      <Icon name={name} />
    </button>
  );
}
