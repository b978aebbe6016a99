/** The hartslag as a table: the same values, phase by phase, to read and to choose. */
import { layerTitle, structure } from "../../actions/places.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Column } from "../../model/board.ts";
import { Dialog } from "../kit/dialog.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import type { Line } from "./lines.ts";
import { feeling, levelsOf, within } from "./scale.ts";
import { useLines } from "./use-lines.ts";

export function HeartTable({ onClose }: { readonly onClose: () => void }) {
  const desk = useDesk();
  const words = useWords();
  const { map } = useValue(desk.session.me).rights;
  const layer = useValue(desk.layer);
  const { columns } = useValue(desk.session.store.structure(layer));
  const personas = useValue(desk.session.store.personas);
  const lines = useLines(personas, columns, layer, null);
  const heading = ({ persona, layer: of }: Line) =>
    words.hartslag.end(persona.name, layerTitle(desk, of, words).toLowerCase());
  return (
    <Dialog kind="dialog wide" onClose={onClose} title={words.hartslag.tableTitle}>
      {map ? <p className="quiet">{words.hartslag.tableHelp}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard. */}
      <div className="table-frame" tabIndex={0}>
        <table className="heart-table">
          <thead>
            <tr>
              <th scope="col">{words.hartslag.phase}</th>
              {lines.map((line) => (
                <th key={`${line.persona.id} ${line.layer}`} scope="col">
                  {heading(line)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map((column, index) => (
              <tr key={column.phase}>
                <th scope="row">{columnTitle(column, structure(desk).phases, words.board)}</th>
                {lines.map((line) => (
                  <td key={`${line.persona.id} ${line.layer}`}>
                    <Feeling
                      line={line}
                      name={`${heading(line)}, ${column.title}`}
                      phase={column.phase}
                      value={line.values[index] ?? null}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}

function columnTitle(
  { phase, under, title, whole }: Column,
  phases: readonly { readonly id: string; readonly title: string }[],
  words: { readonly untitled: string; readonly whole: string },
): string {
  const name = title.trim() || words.untitled;
  if (whole && phase === under) return `${name} › ${words.whole}`;
  const above = phases.find(({ id }) => id === under)?.title ?? "";
  return phase === under ? name : `${above} › ${name}`;
}

interface FeelingProps {
  readonly line: Line;
  readonly phase: string;
  readonly value: number | null;
  readonly name: string;
}

function Feeling({ line, phase, value, name }: FeelingProps) {
  const { session } = useDesk();
  const words = useWords();
  const levels = levelsOf(useValue(session.store.meta).scale);
  const { map } = useValue(session.me).rights;
  if (!map) return feeling(value, words);
  const choose = (chosen: string) =>
    session.edits.setHeartbeat(
      line.layer,
      line.persona.id,
      phase,
      chosen === "" ? null : Number(chosen),
    );
  return (
    <select
      aria-label={name}
      className="input"
      onChange={(event) => choose(event.target.value)}
      value={value === null ? "" : String(within(value, levels))}
    >
      {levels.map((level) => (
        <option key={level} value={level}>
          {feeling(level, words)}
        </option>
      ))}
      <option value="">{words.hartslag.unknown}</option>
    </select>
  );
}
