/** A column of the hartslag: a tap sets the chosen persona's feeling here; its points are sliders. */
import type { KeyboardEvent, MouseEvent } from "react";
import { layerTitle } from "../../actions/places.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Persona } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { aside, type Line } from "./lines.ts";
import { Point } from "./point.tsx";
import { feeling, valueAt } from "./scale.ts";
import type { Held } from "./use-lines.ts";

interface Props {
  readonly lines: readonly Line[];
  readonly column: number;
  readonly phase: string;
  readonly phaseTitle: string;
  readonly layer: string;
  readonly chosen: Persona;
  readonly levels: readonly number[];
  /** What an empty lane asks, and how to begin. */
  readonly hint: readonly string[] | null;
  readonly span: number;
  readonly hold: (held: Held | null) => void;
}

export function Beat(props: Props) {
  const { lines, column, phase, phaseTitle, layer, chosen, levels, hint, span, hold } = props;
  const desk = useDesk();
  const words = useWords();
  const { map } = useValue(desk.session.me).rights;
  const isSettable = ({ persona, layer: of }: Line) => persona === chosen && of === layer;
  // The settable point is there also when nobody knows yet: it is the way in for the keyboard.
  const shown = lines.filter(
    (line) => (line.values[column] ?? null) !== null || (map && isSettable(line)),
  );

  const tap = (event: MouseEvent<HTMLElement>) => {
    if (!map || (event.target instanceof Element && event.target.closest(".point") !== null)) {
      return;
    }
    const box = event.currentTarget.getBoundingClientRect();
    const value = valueAt((event.clientY - box.top) / box.height, levels);
    event.currentTarget.querySelector<HTMLElement>(".point.settable")?.focus({
      preventScroll: true,
    });
    if (desk.session.edits.setHeartbeat(layer, chosen.id, phase, value)) {
      desk.say(words.hartslag.set(chosen.name, phaseTitle, feeling(value, words)));
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "Enter" || event.target !== event.currentTarget) return;
    const points = event.currentTarget;
    const way = points.querySelector<HTMLElement>(".settable") ?? points.querySelector(".point");
    if (!(way instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    way.focus();
  };

  return (
    <div
      aria-colspan={span > 1 ? span : undefined}
      className={map ? "beat roam settable" : "beat roam"}
      data-beat={phase}
      onClick={tap}
      onKeyDown={onKeyDown}
      role="gridcell"
      style={{ gridColumn: `${column * span + 2} / span ${span}` }}
      tabIndex={-1}
    >
      {hint === null ? null : <p className="question">{hint.join(" ")}</p>}
      {shown.map((line) => (
        <Point
          aside={aside(shown, line, column)}
          column={column}
          hold={hold}
          key={`${line.persona.id} ${line.layer}`}
          levels={levels}
          line={line}
          name={words.hartslag.point(
            line.persona.name,
            phaseTitle,
            layerTitle(desk, line.layer, words).toLowerCase(),
          )}
          own={line.persona === chosen}
          phase={phase}
          settable={isSettable(line)}
        />
      ))}
    </div>
  );
}
