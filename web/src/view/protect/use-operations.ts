/** Tells a facilitator of a large operation at once, with the way back in the same place. */
import { useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";
import { takeBackOperation } from "../../actions/protect.ts";
import { words } from "../../i18n/language.ts";
import { happened } from "./happened.ts";

export function useOperations(desk: Desk): void {
  useEffect(() => {
    const { store, me } = desk.session;
    let known: Set<string> | null = null;
    const look = () => {
      const listed = store.feed.get();
      // What is there when the board opens, is read in the panel.
      const fresh = known === null ? [] : listed.filter(({ id }) => known?.has(id) === false);
      if (store.ready.get()) known = new Set(listed.map(({ id }) => id));
      const { rights, member } = me.get();
      const [newest] = fresh.filter(({ by, takenBack }) => by !== member && takenBack === null);
      if (newest === undefined || !rights.lead) return;
      const now = words();
      desk.tell(happened(desk, now, newest), {
        label: now.protect.takeBack,
        run: () => void takeBackOperation(desk, words(), newest),
      });
    };
    look();
    const stops = [store.feed.subscribe(look), store.ready.subscribe(look)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk]);
}
