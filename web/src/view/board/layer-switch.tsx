/** Which journey the map shows: as it is, or as it should be. The designed one comes with its screen. */
import { useWords } from "../../i18n/use-words.ts";
import { onArrows } from "../kit/arrows.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export function LayerSwitch() {
  const desk = useDesk();
  const words = useWords();
  const layer = useValue(desk.layer);
  const layers = useValue(desk.session.store.layers).filter(({ kind }) => kind !== "designed");
  if (layers.length < 2) return null;
  return (
    <div
      aria-label={words.board.layer}
      className="segments"
      onKeyDown={onArrows}
      role="radiogroup"
      tabIndex={-1}
    >
      {layers.map(({ id, title }) => {
        const known = id === "current" || id === "desired" ? words.board.layers[id] : title;
        return (
          <button
            aria-checked={id === layer}
            key={id}
            onClick={() => desk.layer.set(id)}
            role="radio"
            tabIndex={id === layer ? 0 : -1}
            type="button"
          >
            {known}
          </button>
        );
      })}
    </div>
  );
}
