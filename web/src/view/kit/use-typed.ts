/** For a field that came later than the first keys meant for it: takes what was typed ahead, once. */
import { useLayoutEffect } from "react";
import { useDesk } from "../map/desk-context.ts";

export function useTyped(take: (typed: string) => void, here = true): void {
  const desk = useDesk();
  useLayoutEffect(() => {
    const typed = here ? desk.takeTyped() : "";
    if (typed !== "") take(typed);
  });
}
