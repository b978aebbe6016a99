/**
 * A point of a line: a slider that reads "Klaas, Besluit, huidig: slecht". Up and down change it,
 * left and right go along the line, Delete is *weet ik niet*; a hand can drag it.
 */
import type { KeyboardEvent } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { inkOf } from "../kit/ink.ts";
import { shapeOf } from "../kit/shapes.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { isOpen, type Line } from "./lines.ts";
import { feeling, heightOf, valueAt, within } from "./scale.ts";
import type { Held } from "./use-lines.ts";
import { usePull } from "./use-pull.ts";

/** Markers that stand side by side keep this far apart: the least that a finger can tell. */
export const STEP_PIXELS = 24;

interface Props {
  readonly line: Line;
  readonly column: number;
  readonly phase: string;
  readonly name: string;
  /** Steps beside the middle. */
  readonly aside: number;
  readonly own: boolean;
  readonly settable: boolean;
  readonly levels: readonly number[];
  readonly hold: (held: Held | null) => void;
}

export function Point(props: Props) {
  const { line, column, phase, name, aside, own, settable, levels, hold } = props;
  const desk = useDesk();
  const words = useWords();
  const { map } = useValue(desk.session.me).rights;
  const { persona, layer } = line;
  const value = line.values[column] ?? null;
  const set = (next: number | null) =>
    desk.session.edits.setHeartbeat(layer, persona.id, phase, next);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = stepped(event.key, value, levels);
    if (next !== undefined && map) set(next);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      beside(event.currentTarget, event.key === "ArrowLeft" ? -1 : 1)?.focus();
    } else if (event.key === "Escape") {
      event.currentTarget.closest<HTMLElement>(".beat")?.focus();
    } else if (next === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const pull = usePull({
    valueAt: (height) => valueAt(height, levels),
    show: (held) => hold(held === null ? null : { persona: persona.id, layer, phase, value: held }),
    drop: set,
  });

  return (
    <div
      aria-label={name}
      aria-orientation="vertical"
      aria-readonly={!map}
      aria-valuemax={levels[0]}
      aria-valuemin={levels.at(-1)}
      aria-valuenow={value === null ? 0 : within(value, levels)}
      aria-valuetext={feeling(value, words)}
      className={["point", own ? "own" : "", settable ? "settable" : "", known(value)].join(" ")}
      data-color={inkOf(persona.color)}
      data-line={`${persona.id} ${layer}`}
      data-open={isOpen(layer) ? layer : undefined}
      onKeyDown={onKeyDown}
      onPointerDownCapture={() => desk.persona.set(persona.id)}
      {...(map ? pull : {})}
      role="slider"
      style={{
        insetBlockStart: `${heightOf(value ?? 0, levels) * 100}%`,
        insetInlineStart: `calc(50% + ${aside * STEP_PIXELS}px)`,
      }}
      tabIndex={-1}
    >
      <svg aria-hidden="true" focusable="false" height="16" viewBox="-8 -8 16 16" width="16">
        <path d={shapeOf(persona.marker)} />
      </svg>
    </div>
  );
}

const known = (value: number | null) => (value === null ? "unknown" : "");

/** What a key makes of a value; undefined when it is no key of a slider. */
function stepped(
  key: string,
  value: number | null,
  levels: readonly number[],
): number | null | undefined {
  switch (key) {
    case "ArrowUp":
      return value === null ? 0 : within(value + 1, levels);
    case "ArrowDown":
      return value === null ? 0 : within(value - 1, levels);
    case "Home":
      return levels.at(-1);
    case "End":
      return levels[0];
    case "Delete":
    case "Backspace":
      return null;
    default:
      return undefined;
  }
}

/** The nearest point of the same line on that side. */
function beside(point: HTMLElement, step: -1 | 1): HTMLElement | undefined {
  const all = [...(point.closest(".beats")?.querySelectorAll<HTMLElement>(".point") ?? [])];
  const line = all.filter((one) => one.dataset["line"] === point.dataset["line"]);
  return line[line.indexOf(point) + step];
}
