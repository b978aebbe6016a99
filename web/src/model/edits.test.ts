/** The words of the journey: what each does, what it refuses, and that undo takes all of it back. */
import { expect, test } from "vitest";
import { DOCUMENTS } from "../generated/schema.ts";
import { KINDS } from "./documents.ts";
import { journeyOf, pageOf } from "./testing.ts";

function setUp() {
  const page = pageOf("anna", 1);
  const ids = journeyOf(page);
  const at = (lane: string, phase: string, before: string | null = null) => ({
    layer: "current",
    lane,
    phase,
    before,
  });
  return { page, ids, at, ...page };
}

test("stickies stand where they were put, in the order they were put in", () => {
  const { edits, texts, ids, at } = setUp();
  const spot = at(ids.pains, ids.ask);
  edits.addStickies(spot, ["een", "twee", "drie"]);
  const first = edits.addSticky({ ...spot, before: null }, "vier") ?? "";
  expect(texts(ids.pains, ids.ask)).toEqual(["een", "twee", "drie", "vier"]);
  const [one = ""] = edits.addStickies({ ...spot, before: first }, ["drie en half"]);
  edits.moveStickies([first], { ...spot, before: one });
  expect(texts(ids.pains, ids.ask)).toEqual(["een", "twee", "drie", "vier", "drie en half"]);
});

test("moving several keeps them together and in order; moving to where they are writes nothing", () => {
  const { edits, texts, ids, at, undo } = setUp();
  const [a = "", b = "", c = "", d = ""] = edits.addStickies(at(ids.pains, ids.ask), [..."abcd"]);
  expect(edits.moveStickies([b, c], at(ids.pains, ids.ask, d))).toBe(false);
  expect(edits.moveStickies([d], at(ids.pains, ids.ask))).toBe(false);
  expect(edits.moveStickies([c, a], at(ids.steps, ids.wait))).toBe(true);
  expect(texts(ids.steps, ids.wait)).toEqual(["c", "a"]);
  expect(texts(ids.pains, ids.ask)).toEqual(["b", "d"]);
  expect(undo.undo()).toMatchObject({ done: 2, left: [], deed: { name: "move_sticky", count: 2 } });
  expect(texts(ids.pains, ids.ask)).toEqual([..."abcd"]);
  expect(undo.redo()?.done).toBe(2);
  expect(texts(ids.steps, ids.wait)).toEqual(["c", "a"]);
});

test("a copy has the words, the colour and the tags, and another author", () => {
  const { edits, store, ids, at } = setUp();
  const id = edits.addSticky(at(ids.pains, ids.ask), "brief", "red") ?? "";
  edits.tag([id], "taal", true);
  const [copy = ""] = edits.copyStickies([id], at(ids.pains, ids.wait));
  expect(store.sticky(copy).get()).toMatchObject({ text: "brief", color: "red", tags: ["taal"] });
});

test("the first step of a phase takes over what stands in it", () => {
  const { edits, store, texts, ids, at, undo } = setUp();
  edits.addStickies(at(ids.pains, ids.ask), ["een", "twee"]);
  const step = edits.addStep(ids.ask, "Formulier", null) ?? "";
  expect(texts(ids.pains, step)).toEqual(["een", "twee"]);
  expect(
    store
      .structure("current")
      .get()
      .columns.map((column) => column.phase),
  ).toEqual([step, ids.wait]);
  edits.addStep(ids.ask, "Bijlagen", step);
  edits.addSticky(at(ids.pains, ids.ask), "hele fase");
  expect(
    store
      .structure("current")
      .get()
      .columns.map(({ whole }) => whole),
  ).toEqual([true, false, false, false]);
  for (let taken = 0; taken < 3; taken += 1) undo.undo();
  expect(texts(ids.pains, ids.ask)).toEqual(["een", "twee"]);
});

test("a phase that is thrown away hands over its stickies, or leaves them without a place", () => {
  const { edits, store, texts, ids, at, undo } = setUp();
  edits.addSticky(at(ids.pains, ids.wait), "stond er al");
  edits.addStickies(at(ids.pains, ids.ask), ["een", "twee"]);
  edits.addStep(ids.ask, "Formulier", null);
  expect(edits.stickiesInPhase(ids.ask)).toBe(2);
  expect(edits.throwAwayPhase(ids.ask, ids.ask)).toBe(false);
  expect(edits.throwAwayPhase(ids.ask, ids.wait)).toBe(true);
  expect(texts(ids.pains, ids.wait)).toEqual(["stond er al", "een", "twee"]);
  expect(store.bin.get()).toHaveLength(2);
  undo.undo();
  expect(store.bin.get()).toEqual([]);
  expect(edits.throwAwayPhase(ids.ask, null)).toBe(true);
  expect(store.unplaced.get()).toHaveLength(2);
  const phase = store.bin.get().find((one) => one.what === "Aanvragen");
  expect(phase?.by).toBe("anna");
  expect(edits.putBack(["phases/nobody", `phases/${ids.ask}`])).toBe(true);
  expect(store.unplaced.get()).toEqual([]);
  expect(store.bin.get()).toEqual([]);
});

test("phases and lanes move among their own; a phase with steps is no step", () => {
  const { edits, store, ids, undo } = setUp();
  const phases = () =>
    store
      .structure("current")
      .get()
      .phases.map((phase) => phase.title);
  const lanes = () =>
    store
      .structure("current")
      .get()
      .lanes.map((lane) => lane.title);
  edits.movePhase(ids.wait, null, ids.ask);
  expect(phases()).toEqual(["Wachten", "Aanvragen"]);
  expect(edits.movePhase(ids.wait, null, ids.ask)).toBe(false);
  edits.moveLane(ids.pains, ids.steps);
  expect(lanes()).toEqual(["Knelpunten", "Stappen"]);
  edits.addStep(ids.ask, "Formulier", null);
  expect(edits.movePhase(ids.ask, ids.wait, null)).toBe(false);
  expect(edits.movePhase(ids.wait, ids.ask, null)).toBe(true);
  expect(phases()).toEqual(["Aanvragen"]);
  undo.undo();
  expect(phases()).toEqual(["Wachten", "Aanvragen"]);
  expect(edits.throwAwayLane(ids.pains, ids.steps)).toBe(true);
  expect(lanes()).toEqual(["Stappen"]);
});

test("titles are one line; an empty one changes nothing", () => {
  const { edits, store, ids } = setUp();
  expect(edits.renamePhase(ids.ask, "  ")).toBe(false);
  expect(edits.renamePhase(ids.ask, " Aanvraag\n doen ")).toBe(true);
  expect(store.phases[0]?.title).toBe("Aanvraag doen");
  expect(edits.renameLane(ids.pains, "Pijn", "")).toBe(true);
  expect(store.lanes.find((lane) => lane.id === ids.pains)?.hint).toBe("");
  edits.caption("red", "Knelpunt");
  expect(store.legend.get()).toEqual({ red: "Knelpunt" });
  edits.caption("red", "");
  expect(store.legend.get()).toEqual({});
  expect(edits.setHeartbeat("current", "klaas", ids.ask, -2)).toBe(true);
  expect(edits.setHeartbeat("current", "klaas", ids.ask, 3)).toBe(false);
  expect(store.heartbeat("current", "klaas", ids.ask).get()).toBe(-2);
});

test("whoever may not write writes nothing", () => {
  const { edits, me, docs, ids, at } = setUp();
  const before = KINDS.map((kind) => docs.doc(kind).toJSON());
  const { rights } = me.get();
  me.set({ ...me.get(), rights: { ...rights, map: false, frame: false, lead: false } });
  expect(edits.addSticky(at(ids.pains, ids.ask), "x")).toBeNull();
  expect(edits.addPhase("x", null)).toBeNull();
  expect(edits.throwAway([`phases/${ids.ask}`])).toBe(false);
  expect(edits.may("map")).toBe(false);
  expect(KINDS.map((kind) => docs.doc(kind).toJSON())).toEqual(before);
  expect(Object.keys(DOCUMENTS)).toEqual([...KINDS]);
});

test("how a phase differs is a word that can be taken away, and its layers are told apart", () => {
  const anna = pageOf("anna", 1);
  const { ask, pains } = journeyOf(anna);
  const change = () => anna.store.phases.find(({ id }) => id === ask)?.change;
  expect(anna.edits.changePhase(ask, "drop")).toBe(true);
  expect(change()).toBe("drop");
  expect(anna.edits.changePhase("nobody", "drop")).toBe(false);
  expect(anna.undo.undo()?.deed).toMatchObject({ name: "change_phase", subject: "Aanvragen" });
  expect(change()).toBeNull();

  const { layersInUse } = anna.store;
  expect(layersInUse.get()).toEqual([]);
  anna.edits.addSticky({ layer: "desired", lane: pains, phase: ask, before: null }, "later");
  expect(layersInUse.get()).toEqual(["desired"]);
});
