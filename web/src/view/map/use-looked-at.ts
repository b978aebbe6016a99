/** The phase that is large on this screen, as long as it stands on the map. */
import type { Structure } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "./desk-context.ts";

export function useLookedAt({ columns }: Structure): string | null {
  const id = useValue(useDesk().lookedAt);
  return columns.some(({ phase, under }) => phase === id || under === id) ? id : null;
}
