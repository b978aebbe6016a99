/** The eight papers with what they mean on this board; for writers also the choice of the next one. */
import { COLORS } from "../../generated/schema.ts";
import { useWords } from "../../i18n/use-words.ts";
import { onArrows } from "../kit/arrows.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export function LegendColors() {
  const desk = useDesk();
  const words = useWords();
  const legend = useValue(desk.session.store.legend);
  const next = useValue(desk.color);
  const { rights } = useValue(desk.session.me);
  const caption = (color: (typeof COLORS)[number]) => legend[color] ?? words.colors[color];

  if (!rights.map) {
    const used = COLORS.filter((color) => legend[color] !== undefined);
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls, also by keyboard.
      <ul aria-label={words.board.legend} className="legend-colors" tabIndex={0}>
        {(used.length > 0 ? used : COLORS).map((color) => (
          <li className="legend-item" data-color={color} key={color}>
            <span className="swatch" />
            {caption(color)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div
      aria-label={words.board.legendFor}
      className="legend-colors"
      onKeyDown={onArrows}
      role="radiogroup"
      tabIndex={-1}
    >
      {COLORS.map((color) => (
        <button
          aria-checked={color === next}
          className="legend-item"
          data-color={color}
          key={color}
          onClick={() => desk.color.set(color === next ? null : color)}
          role="radio"
          tabIndex={color === (next ?? COLORS[0]) ? 0 : -1}
          type="button"
        >
          <span className="swatch" />
          {caption(color)}
        </button>
      ))}
    </div>
  );
}
