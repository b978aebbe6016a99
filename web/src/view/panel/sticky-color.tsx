/** The eight papers as swatches; what the chosen one means on this board stands beside the heading. */
import { COLORS } from "../../generated/schema.ts";
import { useWords } from "../../i18n/late/side.ts";
import type { Sticky } from "../../model/board.ts";
import { onArrows } from "../kit/arrows.ts";
import { inkOf } from "../kit/ink.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export function StickyColor({ sticky }: { readonly sticky: Sticky }) {
  const { edits, store } = useDesk().session;
  const words = useWords();
  const legend = useValue(store.legend);
  const now = inkOf(sticky.color);
  return (
    <div className="field">
      <p>
        <span className="label">{words.panel.color}</span>{" "}
        <span className="quiet">{legend[now] ?? words.colors[now]}</span>
      </p>
      <div
        aria-label={words.panel.color}
        className="papers"
        onKeyDown={onArrows}
        role="radiogroup"
        tabIndex={-1}
      >
        {COLORS.map((color) => (
          <button
            aria-checked={color === now}
            aria-label={legend[color] ?? words.colors[color]}
            className="swatch-item"
            data-color={color}
            key={color}
            onClick={() => edits.recolour([sticky.id], color)}
            role="radio"
            tabIndex={color === now ? 0 : -1}
            title={legend[color] ?? words.colors[color]}
            type="button"
          >
            <span className="swatch" />
          </button>
        ))}
      </div>
    </div>
  );
}
