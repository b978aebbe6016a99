/** Goes to the record that the address names, once the board is there; says so when it is gone. */
import { useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";
import { brief } from "../../actions/places.ts";
import type { Target } from "../../actions/target.ts";
import { words } from "../../i18n/language.ts";
import type { AnyRef } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { route } from "../route.ts";

/** Where a record stands on the map; null when it stands nowhere. */
function targetFor(desk: Desk, record: AnyRef): Target | null {
  const [root, id = ""] = record.split("/");
  const { store } = desk.session;
  if (root === "stickies") {
    const sticky = store.sticky(id).get();
    if (sticky === null || sticky.gone !== null) return null;
    const { layer, lane, phase } = sticky;
    if (store.layers.get().some((one) => one.id === layer)) desk.layer.set(layer);
    return { kind: "sticky", id, lane, phase };
  }
  const { phases, lanes } = store.structure(desk.layer.get()).get();
  if (root === "lanes" && lanes.some((lane) => lane.id === id)) return { kind: "lane", id };
  const known = phases.flatMap((phase) => [phase, ...phase.steps]);
  if (root === "phases" && known.some((phase) => phase.id === id)) return { kind: "phase", id };
  return null;
}

function tellMissing(desk: Desk, record: AnyRef): void {
  const say = words();
  const binned = desk.session.store.bin.get().find(({ ref }) => ref === record);
  if (binned === undefined) desk.tell(say.views.missing);
  else {
    desk.tell(say.views.binned(brief(binned.what, say)), {
      label: say.views.openBin,
      run: () => desk.dialog.set({ kind: "bin" }),
    });
  }
}

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
