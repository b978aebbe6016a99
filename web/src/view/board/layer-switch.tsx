/**
 * Which journey the map shows: as it is, as it should be, both side by side; and any other layer in
 * which something stands: how it was designed, a measurement afterwards.
 */
import type { Desk } from "../../actions/desk.ts";
import { layerTitle } from "../../actions/places.ts";
import { useWords } from "../../i18n/use-words.ts";
import { onArrows } from "../kit/arrows.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useView } from "./use-view.ts";

const ALWAYS: readonly string[] = ["current", "desired"];

function choose(desk: Desk, layer: string | null): void {
  desk.side.set(layer === null);
  if (layer !== null) desk.layer.set(layer);
  else if (!ALWAYS.includes(desk.layer.get())) desk.layer.set("current");
}

export function LayerSwitch() {
  const desk = useDesk();
  const words = useWords();
  const { store } = desk.session;
  const view = useView();
  const active = useValue(desk.layer);
  const side = useValue(desk.side);
  const used = useValue(store.layersInUse);
  const shown = useValue(store.layers).filter(
    ({ id }) => ALWAYS.includes(id) || used.includes(id) || id === active,
  );
  if (shown.length < 2 || view.layered !== true) return null;
  const options = [
    ...shown.map(({ id }) => ({
      id,
      name: layerTitle(desk, id, words),
      on: !side && id === active,
    })),
    { id: null, name: words.layers.side, on: side },
  ];
  return (
    <>
      <select
        aria-label={words.board.layer}
        className="input layers-narrow"
        onChange={(event) => choose(desk, event.target.value === "" ? null : event.target.value)}
        value={side ? "" : active}
      >
        {options.map(({ id, name }) => (
          <option key={id ?? ""} value={id ?? ""}>
            {name}
          </option>
        ))}
      </select>
      <div
        aria-label={words.board.layer}
        className="segments layers-wide"
        onKeyDown={onArrows}
        role="radiogroup"
        tabIndex={-1}
      >
        {options.map(({ id, name, on }) => (
          <button
            aria-checked={on}
            key={id ?? ""}
            onClick={() => choose(desk, id)}
            role="radio"
            tabIndex={on ? 0 : -1}
            type="button"
          >
            {name}
          </button>
        ))}
      </div>
    </>
  );
}
