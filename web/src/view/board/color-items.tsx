/** The eight papers in the menu of a sticky, each with its meaning as its name. */
import type { Action } from "../../actions/action.ts";
import type { Target } from "../../actions/target.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly actions: readonly Action[];
  readonly target: Target;
  readonly onChoose: (action: Action) => void;
}

export function ColorItems({ actions, target, onChoose }: Props) {
  const { store } = useDesk().session;
  const words = useWords();
  const legend = useValue(store.legend);
  const now = target.kind === "sticky" ? store.sticky(target.id).get()?.color : undefined;
  return (
    <div aria-label={words.action.colour} className="menu-colors" role="group">
      {actions.map((action) => {
        const { color } = action;
        if (color === undefined) return null;
        const name = legend[color] ?? words.colors[color];
        return (
          <button
            aria-checked={color === now}
            aria-label={`${name} (${words.colors[color]})`}
            className="swatch-item"
            data-color={color}
            key={color}
            onClick={() => onChoose(action)}
            role="menuitemradio"
            tabIndex={-1}
            title={name}
            type="button"
          >
            <span className="swatch" />
          </button>
        );
      })}
    </div>
  );
}
