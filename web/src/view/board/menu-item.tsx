/** One action in a menu, with its first shortcut. */
import type { Action } from "../../actions/action.ts";
import { readable } from "../../actions/keys.ts";
import { useWords } from "../../i18n/use-words.ts";
import { onMac } from "../kit/mac.ts";

interface Props {
  readonly action: Action;
  readonly onChoose: (action: Action) => void;
}

export function MenuItem({ action, onChoose }: Props) {
  const words = useWords();
  const [key] = action.keys;
  return (
    <button
      className={action.danger === true ? "menu-item danger" : "menu-item"}
      onClick={() => onChoose(action)}
      role="menuitem"
      tabIndex={-1}
      type="button"
    >
      <span className="label">{action.label(words)}</span>
      {key === undefined ? null : (
        <span aria-hidden="true" className="key">
          {readable(key, words, onMac).join(" ")}
        </span>
      )}
    </button>
  );
}
