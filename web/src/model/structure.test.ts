/** Changes of structure move along the same things, to the same places, as in Rust: `tests/vectors`. */
import { expect, test } from "vitest";
import cases from "../../../tests/vectors/structure.json";
import type { Edit } from "./edit.ts";
import { pageOf } from "./testing.ts";

test.each(cases)("$name: $what", ({ steps, act, places, heartbeat }) => {
  const page = pageOf("anna", 1);
  for (const step of steps) page.journal.commit(step.edits as unknown as readonly Edit[]);
  const made =
    act.kind === "add_step"
      ? page.edits.addStep(act.phase, "Nieuw", null)
      : page.edits.movePhase(act.phase, act.parent ?? null, null) && "moved";
  expect(made).toBeTruthy();
  const named = (id: string) => (id === made ? "new" : id);
  const stand = [...page.store.stickies()].map(({ id, layer, lane, phase, rank }) => [
    id,
    [layer, lane, named(phase), rank],
  ]);
  expect(Object.fromEntries(stand)).toEqual(places);
  const beats = [...page.docs.map("map", "heartbeat").entries()].map(([key, value]) => [
    key.split(":").map(named).join(":"),
    value,
  ]);
  expect(Object.fromEntries(beats)).toEqual(heartbeat);
});
