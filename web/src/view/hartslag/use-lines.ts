/** The lines of the hartslag, live: each persona in each journey that is shown, column by column. */
import { useMemo } from "react";
import type { Column, Persona } from "../../model/board.ts";
import { together } from "../kit/together.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import type { Line } from "./lines.ts";

/** A value under a hand, not yet let go. */
export interface Held {
  readonly persona: string;
  readonly layer: string;
  readonly phase: string;
  readonly value: number;
}

/** The journeys whose lines are drawn: as it is, as it should be, and the one that is looked at. */
export function layersDrawn(active: string): readonly string[] {
  return [...new Set(["current", "desired", active])];
}

export function useLines(
  personas: readonly Persona[],
  columns: readonly Column[],
  active: string,
  held: Held | null,
): readonly Line[] {
  const { store } = useDesk().session;
  const layers = useMemo(() => layersDrawn(active), [active]);
  const values = useMemo(
    () =>
      together(
        personas.flatMap(({ id }) =>
          layers.flatMap((layer) => columns.map(({ phase }) => store.heartbeat(layer, id, phase))),
        ),
      ),
    [store, personas, layers, columns],
  );
  const flat = useValue(values);
  return useMemo(
    () =>
      personas.flatMap((persona, nth) =>
        layers.map((layer, at) => {
          const start = (nth * layers.length + at) * columns.length;
          const own = held?.persona === persona.id && held.layer === layer ? held : null;
          const values = columns.map(({ phase }, index) =>
            own?.phase === phase ? own.value : (flat[start + index] ?? null),
          );
          return { persona, layer, values };
        }),
      ),
    [personas, layers, columns, flat, held],
  );
}
