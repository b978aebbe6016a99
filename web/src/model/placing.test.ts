/** Many stickies at once: added, moved and copied over several cells, each taken back as one step. */
import { expect, test } from "vitest";
import { journeyOf, meet, pageOf } from "./testing.ts";

function setUp() {
  const page = pageOf("anna", 1);
  const { ask, wait, steps, pains } = journeyOf(page);
  const spot = (lane: string, phase: string, before: string | null = null) => ({
    layer: "current",
    lane,
    phase,
    before,
  });
  return { page, ask, wait, steps, pains, spot };
}

test("texts over several cells come in one step and go in one step", () => {
  const { page, ask, wait, steps, spot } = setUp();
  const ids = page.edits.addEach([
    { texts: ["a", "b"], to: spot(steps, ask), color: "blue" },
    { texts: ["c"], to: spot(steps, wait), color: "red" },
  ]);
  expect(ids).toHaveLength(3);
  expect([page.texts(steps, ask), page.texts(steps, wait)]).toEqual([["a", "b"], ["c"]]);
  expect(page.store.sticky(ids[2] ?? "").get()?.color).toBe("red");
  expect(page.undo.undo()).toMatchObject({ deed: { name: "add_sticky", count: 3 }, done: 3 });
  expect(page.store.count.get()).toBe(0);
});

test("every group goes to its own cell, and all return at once", () => {
  const { page, ask, wait, steps, pains, spot } = setUp();
  const upper = page.edits.addStickies(spot(steps, ask), ["a", "b", "c"]);
  const lower = page.edits.addStickies(spot(pains, ask), ["d"]);
  const [a = "", , c = ""] = upper;
  const moved = page.edits.moveEach([
    { ids: [c, a], to: spot(steps, wait) },
    { ids: lower, to: spot(pains, wait) },
  ]);
  expect(moved).toBe(true);
  expect([page.texts(steps, ask), page.texts(steps, wait), page.texts(pains, wait)]).toEqual([
    ["b"],
    ["c", "a"],
    ["d"],
  ]);
  expect(page.undo.undo()?.deed).toEqual({ name: "move_sticky", count: 3, subject: "c" });
  expect([page.texts(steps, ask), page.texts(pains, ask)]).toEqual([["a", "b", "c"], ["d"]]);
});

test("a group that stands where it goes is left alone, also between those that move", () => {
  const { page, ask, wait, steps, spot } = setUp();
  const [a = "", b = "", c = ""] = page.edits.addStickies(spot(steps, ask), ["a", "b", "c"]);
  const before = page.store.sticky(c).get()?.rank;
  page.edits.moveEach([
    { ids: [b], to: spot(steps, wait) },
    { ids: [a], to: spot(steps, ask, b) },
  ]);
  expect([page.texts(steps, ask), page.texts(steps, wait)]).toEqual([["a", "c"], ["b"]]);
  expect(page.store.sticky(c).get()?.rank).toBe(before);
  expect(page.edits.moveEach([{ ids: [a, c], to: spot(steps, ask) }])).toBe(false);
});

test("copies keep their order per cell; somebody who writes in one keeps it at undo", () => {
  const { page, ask, wait, steps, pains, spot } = setUp();
  const joris = pageOf("joris", 2);
  const upper = page.edits.addStickies(spot(steps, ask), ["a", "b"]);
  const lower = page.edits.addStickies(spot(pains, wait), ["c"]);
  const copies = page.edits.copyEach([
    { ids: upper, to: spot(steps, ask) },
    { ids: lower, to: spot(pains, wait) },
  ]);
  expect(copies).toHaveLength(3);
  expect(page.texts(steps, ask)).toEqual(["a", "b", "a", "b"]);
  meet(page, joris);
  const writing = joris.type(copies[2] ?? "");
  writing.splice(1, 0, " van Joris");
  writing.close();
  meet(page, joris);
  const undone = page.undo.undo();
  expect(undone).toMatchObject({ deed: { name: "copy_sticky", count: 3 }, done: 2 });
  expect(undone?.left).toHaveLength(1);
  expect(page.texts(pains, wait)).toEqual(["c", "c van Joris"]);
});
