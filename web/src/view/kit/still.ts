/**
 * A value that stands still for a while: it shows what it showed before, and catches up in one go
 * afterwards. Nothing is lost, for only the showing waits. Knows no React and no board.
 */
import type { Value } from "../../model/value.ts";

export function standingStill<T>(value: Value<T>, still: Value<boolean>): Value<T> {
  let shown = value.get();
  return {
    get: () => {
      if (!still.get()) shown = value.get();
      return shown;
    },
    subscribe: (listener) => {
      const stops = [value.subscribe(listener), still.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
