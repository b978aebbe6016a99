/**
 * The keys that mean the same under every view of a board, also where there is no map: taking back, and
 * whatever else the table of actions says is for everywhere.
 */
import { useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";
import { meant } from "../../actions/keys.ts";
import { actions } from "../../actions/table.ts";
import { WRITES } from "../map/map-keys.ts";
import { handFor } from "../map/use-hand.ts";

const EVERYWHERE = actions.filter((action) => action.everywhere === true);

/** Where no journey is shown there is nothing to find, and the browser's own search does what it does. */
export function useBoardKeys(desk: Desk, layered: boolean): void {
  useEffect(() => {
    const ended = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      const active = document.activeElement;
      if (event.defaultPrevented || event.isComposing || active?.closest(WRITES) != null) return;
      // The map does these itself, after what a key means in a cell: there it begins a sticky.
      if (active?.closest("#map:not([inert] *)") != null) return;
      const hand = handFor(desk, active);
      const action = meant(EVERYWHERE, event, hand, desk.letters.get());
      if (action === null || (action.id === "find" && !layered)) return;
      event.preventDefault();
      action.run?.(hand);
    };
    window.addEventListener("keydown", onKey, { signal: ended.signal });
    return () => ended.abort();
  }, [desk, layered]);
}
