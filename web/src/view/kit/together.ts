/** Many values as one list, which is a new list exactly when one of them changed. Knows no React. */
import type { Value } from "../../model/value.ts";

export function together<T>(values: readonly Value<T>[]): Value<readonly T[]> {
  let shown = values.map((value) => value.get());
  return {
    get: () => {
      const now = values.map((value) => value.get());
      if (now.some((value, index) => !Object.is(value, shown[index]))) shown = now;
      return shown;
    },
    subscribe: (listener) => {
      const stops = values.map((value) => value.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
