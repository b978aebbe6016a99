/** Personas and their feelings: cards that differ, feelings that merge, undo that names whom. */
import { expect, test } from "vitest";
import { journeyOf, meet, pageOf } from "./testing.ts";

function setUp() {
  const anna = pageOf("anna", 1);
  const joris = pageOf("joris", 2);
  const ids = journeyOf(anna);
  const klaas = anna.edits.addPersona("Klaas") ?? "";
  const ria = anna.edits.addPersona(" Ria ") ?? "";
  meet(anna, joris);
  return { anna, joris, ids, klaas, ria };
}

test("a new persona gets a colour and a mark that nobody has", () => {
  const { anna, joris } = setUp();
  const [klaas, ria] = joris.store.personas.get();
  expect([klaas?.name, ria?.name]).toEqual(["Klaas", "Ria"]);
  expect(klaas?.color).not.toBe(ria?.color);
  expect(klaas?.marker).not.toBe(ria?.marker);
  expect(anna.edits.addPersona("  ")).toBeNull();
});

test("a card is changed, moved, thrown away and put back", () => {
  const { anna, joris, klaas, ria } = setUp();
  expect(anna.edits.changePersona(ria, "motto", "Leg het uit.")).toBe(true);
  expect(anna.edits.changePersona(ria, "name", " ")).toBe(false);
  expect(anna.edits.movePersona(ria, klaas)).toBe(true);
  expect(anna.edits.movePersona(ria, klaas)).toBe(false);
  meet(anna, joris);
  expect(joris.store.personas.get().map(({ name, motto }) => [name, motto])).toEqual([
    ["Ria", "Leg het uit."],
    ["Klaas", ""],
  ]);
  anna.edits.throwAwayPersona(ria);
  expect(anna.store.personas.get().map(({ id }) => id)).toEqual([klaas]);
  expect(anna.undo.undo()?.deed).toMatchObject({ name: "throw_away", subject: "Ria" });
  expect(anna.store.personas.get().map(({ id }) => id)).toEqual([ria, klaas]);
});

test("a feeling is set, unknown again, and undone by name; what another changed since is left", () => {
  const { anna, joris, ids, klaas } = setUp();
  const felt = () => anna.store.heartbeat("current", klaas, ids.wait).get();
  anna.edits.setHeartbeat("current", klaas, ids.wait, -2);
  expect(anna.edits.setHeartbeat("current", klaas, ids.wait, 3)).toBe(false);
  expect(felt()).toBe(-2);
  meet(anna, joris);
  joris.edits.setHeartbeat("current", klaas, ids.wait, null);
  meet(anna, joris);
  expect(felt()).toBeNull();
  expect(anna.undo.undo()).toMatchObject({ done: 0 });
  expect(joris.undo.undo()?.deed.subject).toBe("Klaas, Wachten");
  expect(joris.store.heartbeat("current", klaas, ids.wait).get()).toBe(-2);
});

test("the first step of a phase takes over how the phase feels, in one step of undo", () => {
  const { anna, ids, klaas } = setUp();
  anna.edits.setHeartbeat("current", klaas, ids.ask, 1);
  anna.edits.setHeartbeat("desired", klaas, ids.ask, 2);
  const step = anna.edits.addStep(ids.ask, "Formulier", null) ?? "";
  const feels = (phase: string) =>
    ["current", "desired"].map((layer) => anna.store.heartbeat(layer, klaas, phase).get());
  expect(feels(step)).toEqual([1, 2]);
  expect(feels(ids.ask)).toEqual([null, null]);
  anna.undo.undo();
  expect(feels(ids.ask)).toEqual([1, 2]);
});

test("a moment names a phase and can be taken away", () => {
  const { anna, joris, ids, klaas } = setUp();
  anna.edits.setMoment("current", klaas, "peak", ids.wait);
  meet(anna, joris);
  const peak = joris.store.moment("current", klaas, "peak");
  expect(peak.get()).toBe(ids.wait);
  joris.edits.setMoment("current", klaas, "peak", null);
  expect(peak.get()).toBeNull();
});
