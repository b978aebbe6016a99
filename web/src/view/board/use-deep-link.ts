/** Goes to the record that the address names, once the board is there; says so when it is gone. */
import { useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";
import { useValue } from "../kit/use-value.ts";
import { route } from "../route.ts";
import { targetFor, tellMissing } from "./go-to-record.ts";

export function useDeepLink(desk: Desk): void {
  const ready = useValue(desk.session.store.ready);
  const now = useValue(route);
  useEffect(() => {
    if (!ready || now.screen !== "board" || now.at === null) return;
    // What the map does not show has a view of its own, which goes there.
    if (/^(actions|standups)\//.test(now.at)) return;
    const target = targetFor(desk, now.at);
    if (target === null) tellMissing(desk, now.at);
    else desk.focus(target);
  }, [desk, ready, now]);
}
