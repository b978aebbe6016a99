/** A value of the model inside a component, which renders again exactly when it changes. */
import { useSyncExternalStore } from "react";
import type { Value } from "../../model/value.ts";

export function useValue<T>(value: Value<T>): T {
  return useSyncExternalStore(value.subscribe, value.get);
}
