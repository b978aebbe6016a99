/** The lines as a drawing: what is between now and later for the chosen persona, then every line. */
import type { Persona } from "../../model/board.ts";
import { inkOf } from "../kit/ink.ts";
import { between, drawn } from "./curve.ts";
import { isOpen, type Line, runs, shared, TALL, WIDE } from "./lines.ts";

interface Props {
  readonly lines: readonly Line[];
  readonly centres: readonly number[];
  readonly levels: readonly number[];
  readonly chosen: Persona;
}

/** Lines with the same values lie beside each other, not over each other. */
const NUDGE = 2.5;
const NUDGED_MAX = 6;

function nudges(lines: readonly Line[]): ReadonlyMap<string, number> {
  const personas = [...new Set(lines.map(({ persona }) => persona.id))];
  const step = personas.length > NUDGED_MAX ? 0 : NUDGE;
  return new Map(personas.map((id, nth) => [id, (nth - (personas.length - 1) / 2) * step]));
}

export function Drawing({ lines, centres, levels, chosen }: Props) {
  const nudge = nudges(lines);
  const shapes = lines.map((line) => ({
    line,
    own: line.persona.id === chosen.id,
    runs: runs(line.values, centres, levels, nudge.get(line.persona.id)),
  }));
  const own = shapes.filter((shape) => shape.own);
  const [now, later] = ["current", "desired"].map(
    (layer) => own.find(({ line }) => line.layer === layer)?.runs ?? [],
  );
  const gaps = shared(now ?? [], later ?? []);
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      preserveAspectRatio="none"
      viewBox={`0 0 ${WIDE} ${TALL}`}
    >
      <g className="gap" data-color={inkOf(chosen.color)}>
        {gaps.map(([one, other]) => (
          <path d={between([one], [other])} key={one.from.x} />
        ))}
      </g>
      {[...shapes]
        .sort((a, b) => Number(a.own) - Number(b.own))
        .map(({ line, own: isOwn, runs: stretches }) => (
          <path
            className={isOwn ? "curve own" : "curve"}
            d={stretches.map(drawn).join("")}
            data-color={inkOf(line.persona.color)}
            data-open={isOpen(line.layer) ? line.layer : undefined}
            key={`${line.persona.id} ${line.layer}`}
            vectorEffect="non-scaling-stroke"
          />
        ))}
    </svg>
  );
}
