/** Whether no cell of a lane holds a sticky. Renders its lane again only when that turns. */
import { useCallback, useSyncExternalStore } from "react";
import type { Column } from "../../model/board.ts";
import { useDesk } from "./desk-context.ts";

export function useLaneEmpty(layer: string, lane: string, columns: readonly Column[]): boolean {
  const { store } = useDesk().session;
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = columns.map(({ phase }) => store.cell(layer, lane, phase).subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [store, layer, lane, columns],
  );
  return useSyncExternalStore(subscribe, () =>
    columns.every(({ phase }) => store.cell(layer, lane, phase).get().length === 0),
  );
}
