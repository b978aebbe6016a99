/** Whether no cell of a lane holds a sticky. Renders its lane again only when that turns. */
import { useMemo } from "react";
import type { Column } from "../../model/board.ts";
import type { Value } from "../../model/value.ts";
import { useDesk } from "./desk-context.ts";
import { useStill } from "./use-still.ts";

export function useLaneEmpty(
  layers: readonly string[],
  lane: string,
  columns: readonly Column[],
): boolean {
  const { store } = useDesk().session;
  const empty = useMemo<Value<boolean>>(() => {
    const cells = layers.flatMap((layer) =>
      columns.map(({ phase }) => store.cell(layer, lane, phase)),
    );
    return {
      get: () => cells.every((cell) => cell.get().length === 0),
      subscribe: (listener) => {
        const stops = cells.map((cell) => cell.subscribe(listener));
        return () => {
          for (const stop of stops) stop();
        };
      },
    };
  }, [store, layers, lane, columns]);
  return useStill(empty);
}
