/** Goes to a record, wherever on the board it stands; says so when it is gone. */
import type { Desk } from "../../actions/desk.ts";
import { brief } from "../../actions/places.ts";
import type { Target } from "../../actions/target.ts";
import { words } from "../../i18n/language.ts";
import type { AnyRef } from "../../model/board.ts";

/** Where a record stands on the map; null when it stands nowhere. */
export function targetFor(desk: Desk, record: AnyRef): Target | null {
  const [root, id = ""] = record.split("/");
  const { store } = desk.session;
  if (root === "stickies") {
    const sticky = store.sticky(id).get();
    if (sticky === null || sticky.gone !== null) return null;
    const { layer, lane, phase } = sticky;
    if (store.layers.get().some((one) => one.id === layer)) desk.layer.set(layer);
    return { kind: "sticky", id, lane, phase };
  }
  if (root === "personas" && store.personas.get().some((persona) => persona.id === id)) {
    return { kind: "persona", id };
  }
  const { phases, lanes } = store.structure(desk.layer.get()).get();
  if (root === "lanes" && lanes.some((lane) => lane.id === id)) return { kind: "lane", id };
  const known = phases.flatMap((phase) => [phase, ...phase.steps]);
  if (root === "phases" && known.some((phase) => phase.id === id)) return { kind: "phase", id };
  return null;
}

export function tellMissing(desk: Desk, record: AnyRef): void {
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
