/** A value of the board that holds still while a sticky is carried, so that no target moves away. */
import { useMemo } from "react";
import type { Value } from "../../model/value.ts";
import { standingStill } from "../kit/still.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "./desk-context.ts";

export function useStill<T>(value: Value<T>): T {
  const { carrying } = useDesk();
  return useValue(useMemo(() => standingStill(value, carrying), [value, carrying]));
}
