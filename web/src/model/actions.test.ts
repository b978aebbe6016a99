/**
 * Actions and stand-ups: the log writes itself and goes along with undo, hand-overs are confirmed, and
 * a stand-up shows what changed since the one before. How they stand is pinned with Rust by
 * `tests/vectors/standups.json`.
 */
import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/standups.json";
import { carryOut } from "./apply.ts";
import { Documents } from "./documents.ts";
import type { Edit } from "./edit.ts";
import { Store } from "./select.ts";
import { closedOf, sinceOf, standingsOf, walkOf } from "./standing.ts";
import { goingOn } from "./standup-edits.ts";
import { journeyOf, meet, type Page, pageOf } from "./testing.ts";

function standings(store: Store, today = 0) {
  const { list, standups } = store.actions;
  const teams = new Set(store.teams.get().map(({ id }) => id));
  return standingsOf(list.get(), standups.get(), teams, today);
}

test.each(vectors)("stands as written down: $name", (one) => {
  const docs = new Documents(1);
  for (const step of one.steps) {
    for (const edit of step.edits as unknown as Edit[]) carryOut(docs, edit, ["anna", 1]);
  }
  const store = new Store(docs);
  const ours = standings(store, one.today);
  expect(ours.map(({ action, ...rest }) => ({ id: action.id, ...rest }))).toEqual(one.standings);
  const first = closedOf(store.actions.standups.get()).length === 0;
  expect(walkOf(ours, first).map(({ action }) => action.id)).toEqual(one.walk);
});

function setUp() {
  const [anna, joris] = [pageOf("anna", 1), pageOf("joris", 2)];
  const ids = journeyOf(anna);
  const spot = { layer: "current", lane: ids.pains, phase: ids.ask, before: null };
  const sticky = anna.edits.addSticky(spot, "De brief is te lang") ?? "";
  const team = anna.edits.addTeam("KCC") ?? "";
  return { anna, joris, sticky, team };
}

const log = (page: Page, id: string) =>
  page.store.actions
    .action(id)
    .get()
    ?.log.map(({ by, status, note }) => [by, status, note]);

test("an action of a sticky keeps where it comes from, and undo takes both away", () => {
  const { anna, joris, sticky } = setUp();
  const origin = `stickies/${sticky}` as const;
  const id = anna.edits.addAction({ title: "  Schrijf  korter ", from: [origin] }) ?? "";
  meet(anna, joris);
  expect(joris.store.actions.from(origin).get()).toMatchObject([{ id, title: "Schrijf korter" }]);
  expect(log(joris, id)).toEqual([["anna", "todo", ""]]);
  expect(anna.undo.undo()?.deed.name).toBe("add_action");
  expect(anna.store.actions.from(origin).get()).toEqual([]);
  const bin = anna.store.bin.get().map(({ ref }) => ref);
  expect(bin).toEqual([`actions/${id}`]);
  anna.edits.putBack([`actions/${id}`]);
  expect(anna.store.actions.from(origin).get()).toHaveLength(1);
});

test("a status with its sentence is one step; undo takes the line out of the log", () => {
  const { anna } = setUp();
  const id = anna.edits.addAction({ title: "Brief" }) ?? "";
  anna.edits.setActionStatus([id], "stopped", " Mag niet van de wet ");
  expect(anna.store.actions.action(id).get()).toMatchObject({
    status: "stopped",
    reason: "Mag niet van de wet",
  });
  expect(log(anna, id)).toHaveLength(2);
  expect(anna.undo.undo()).toMatchObject({ deed: { name: "action_status" }, left: [] });
  expect(anna.store.actions.action(id).get()).toMatchObject({ status: "todo", reason: "" });
  expect(log(anna, id)).toEqual([["anna", "todo", ""]]);
  anna.undo.redo();
  expect(log(anna, id)?.at(-1)).toEqual(["anna", "stopped", "Mag niet van de wet"]);
  expect(anna.edits.setActionStatus([id], "stopped", "  ")).toBe(false);
});

test("what somebody answered keeps the status and its line", () => {
  const { anna, joris } = setUp();
  const id = anna.edits.addAction({ title: "Brief" }) ?? "";
  anna.edits.setActionStatus([id], "doing");
  meet(anna, joris);
  joris.edits.setActionStatus([id], "doing", "Ik lees mee");
  meet(anna, joris);
  expect(anna.undo.undo()?.left.length).toBeGreaterThan(0);
  expect(anna.store.actions.action(id).get()?.status).toBe("doing");
  expect(log(anna, id)).toHaveLength(3);
});

test("many are changed as one step, and another department confirms for itself", () => {
  const { anna, joris, team } = setUp();
  const ids = ["a", "b"].map((title) => anna.edits.addAction({ title, confirms: team }) ?? "");
  const waiting = () => standings(anna.store).filter(({ waits }) => waits).length;
  expect(waiting()).toBe(2);
  meet(anna, joris);
  expect(joris.edits.confirmAction(ids[0] ?? "", true)).toBe(true);
  expect(joris.edits.confirmAction(ids[0] ?? "", true)).toBe(false);
  meet(anna, joris);
  expect(waiting()).toBe(1);
  const other = anna.edits.addTeam("ICT");
  expect(anna.edits.changeActions(ids, { confirms: other, due: 20_000 })).toBe(true);
  expect(waiting()).toBe(2);
  expect(anna.store.actions.action(ids[1] ?? "").get()?.due).toBe(20_000);
  expect(anna.undo.undo()?.deed).toMatchObject({ name: "change_action", count: 2 });
  expect(waiting()).toBe(1);
  expect(anna.edits.addTeam(" kcc ")).toBe(team);
});

test("an action is placed in the list and under a status in one step", () => {
  const { anna } = setUp();
  const [a = "", b = ""] = ["a", "b", "c"].map((title) => anna.edits.addAction({ title }) ?? "");
  const order = () => anna.store.actions.list.get().map(({ title, status }) => [title, status]);
  expect(anna.edits.placeAction(b, a, "doing")).toBe(true);
  expect(order()).toEqual([
    ["b", "doing"],
    ["a", "todo"],
    ["c", "todo"],
  ]);
  expect(anna.edits.placeAction(b, a, "doing")).toBe(false);
  anna.undo.undo();
  expect(order().map(([title]) => title)).toEqual(["a", "b", "c"]);
});

test("a stand-up is compared with the one before, and one of two started at once remains", () => {
  const { anna, joris } = setUp();
  const ids = ["a", "b", "c"].map((title) => anna.edits.addAction({ title }) ?? "");
  const [a = "", b = ""] = ids;
  meet(anna, joris);
  const first = anna.edits.startStandup() ?? "";
  const other = joris.edits.startStandup() ?? "";
  meet(anna, joris);
  const going = goingOn(joris.store.actions.standups.get())?.id;
  expect([first, other]).toContain(going);
  expect(joris.edits.startStandup()).toBe(going);
  expect(joris.edits.setActionStatus([a], "doing", "Begonnen", going)).toBe(true);
  joris.edits.parkAction(going ?? "", b, true);
  meet(anna, joris);
  expect(anna.edits.closeStandup(going ?? "")).toBe(true);
  meet(anna, joris);
  const standups = joris.store.actions.standups.get();
  expect(standups).toHaveLength(1);
  expect(standups[0]).toMatchObject({ heard: [a, b].sort(), parked: [b] });
  expect(joris.edits.parkAction(going ?? "", b, false)).toBe(false);
  joris.edits.setActionStatus([b], "done");
  const since = standings(joris.store).map((one) => one.since.kind);
  expect(since).toEqual(["still", "moved", "still"]);
  expect(sinceOf(a, "doing", [])).toEqual({ kind: "new" });
  anna.undo.undo();
  expect(goingOn(anna.store.actions.standups.get())?.id).toBe(going);
});
