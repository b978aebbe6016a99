/** The whole board of a version to read: its phases, and under each what stood in its lanes. */
import { useWords } from "../../i18n/late/dialogs.ts";
import type { Past } from "../../model/session.ts";
import { inkOf } from "../kit/ink.ts";

export function WholeThen({ past }: { readonly past: Past }) {
  const words = useWords();
  const board = past.store.read();
  const layers = board.layers.filter(({ id }) => board.cells.some(({ layer }) => layer === id));
  const names: Readonly<Record<string, string>> = words.board.layers;
  return (
    <details className="whole-then">
      <summary>{words.versions.whole}</summary>
      {layers.map((layer) => (
        <Layer key={layer.id} layer={layer.id} name={names[layer.id] ?? layer.title} past={past} />
      ))}
    </details>
  );
}

interface LayerProps {
  readonly past: Past;
  readonly layer: string;
  readonly name: string;
}

function Layer({ past, layer, name }: LayerProps) {
  const { columns, lanes } = past.store.structure(layer).get();
  return (
    <section>
      <h3>{name}</h3>
      {columns.map((column) => (
        <section key={column.phase}>
          <h4>{column.title}</h4>
          {lanes.map((lane) => {
            const ids = past.store.cell(layer, lane.id, column.phase).get();
            if (ids.length === 0) return null;
            return (
              <div className="then-lane" key={lane.id}>
                <p className="quiet">{lane.title}</p>
                <ul>
                  {ids.map((id) => {
                    const sticky = past.store.sticky(id).get();
                    return (
                      <li data-color={inkOf(sticky?.color ?? "")} key={id}>
                        <span aria-hidden="true" className="swatch" />
                        {sticky?.text}
                      </li>
                    );
                  })}
                </ul>
              </div>
            );
          })}
        </section>
      ))}
    </section>
  );
}
