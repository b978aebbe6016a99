/** Each line carries its name at its end; names step aside for each other. */
import type { Persona } from "../../model/board.ts";
import { inkOf } from "../kit/ink.ts";
import { aside, ends, type Line } from "./lines.ts";
import { STEP_PIXELS } from "./point.tsx";

interface Props {
  readonly lines: readonly Line[];
  readonly centres: readonly number[];
  readonly levels: readonly number[];
  readonly chosen: Persona;
  readonly nameOf: (line: Line) => string;
}

/** A line of small words, as a part of the height. */
const LEAST = 0.095;

export function LineNames({ lines, centres, levels, chosen, nameOf }: Props) {
  return ends(lines, levels, LEAST).map(({ line, column, height }) => {
    const markers = Math.abs(aside(lines, line, column)) * 2 + 1;
    const away = (markers / 2) * STEP_PIXELS + 4;
    return (
      <span
        className={line.persona.id === chosen.id ? "line-name own" : "line-name"}
        data-color={inkOf(line.persona.color)}
        key={`${line.persona.id} ${line.layer}`}
        style={{
          insetInlineStart: `calc(${(centres[column] ?? 0) * 100}% + ${away}px)`,
          insetBlockStart: `${height * 100}%`,
        }}
      >
        {nameOf(line)}
      </span>
    );
  });
}
