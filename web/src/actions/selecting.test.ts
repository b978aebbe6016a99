/** Choosing many, and doing one thing with all of them: in the order of the map, as one step of undo. */
import { expect, test } from "vitest";
import { journeyOf, pageOf } from "../model/testing.ts";
import { chosen, selectRange } from "./selecting.ts";
import type { Target } from "./target.ts";
import { deskOf } from "./testing.ts";

/** Two lanes by two phases: a b c | d over e | f. */
function setUp() {
  const page = pageOf("anna", 1);
  const { ask, wait, steps, pains } = journeyOf(page);
  const spot = (lane: string, phase: string) => ({ layer: "current", lane, phase, before: null });
  const [a = "", b = "", c = ""] = page.edits.addStickies(spot(steps, ask), ["a", "b", "c"]);
  const [d = ""] = page.edits.addStickies(spot(steps, wait), ["d"]);
  const [e = ""] = page.edits.addStickies(spot(pains, ask), ["e"]);
  const [f = ""] = page.edits.addStickies(spot(pains, wait), ["f"]);
  const desk = deskOf(page);
  const on = (id: string): Target => {
    const { lane = "", phase = "" } = page.store.sticky(id).get() ?? {};
    return { kind: "sticky", id, lane, phase };
  };
  const shown = () =>
    [steps, pains].map((lane) => [ask, wait].map((phase) => page.texts(lane, phase).join("")));
  const picked = () =>
    [...desk.desk.selection.ids.get()].map((id) => page.store.sticky(id).get()?.text).join("");
  return { page, ...desk, ask, wait, steps, pains, a, b, c, d, e, f, on, shown, picked };
}

test("Ctrl+A widens from the cell to the lane to the map, and starts at a phase or lane head", () => {
  const { act, picked, on, b, desk, ask, pains } = setUp();
  act("select_more", on(b));
  expect(picked()).toBe("abc");
  act("select_more", on(b));
  expect(picked()).toBe("abcd");
  act("select_more", on(b));
  expect(picked()).toBe("abcdef");
  expect(desk.polite.get()).toBe("6 kaartjes gekozen op de hele kaart");
  act("deselect");
  act("select_more", { kind: "phase", id: ask });
  expect(picked()).toBe("abce");
  desk.selection.clear();
  act("select_more", { kind: "lane", id: pains });
  expect(picked()).toBe("ef");
  desk.layer.set("desired");
  expect(desk.selection.size).toBe(0);
});

test("a range runs within a cell, or over all cells between two", () => {
  const { hand, picked, desk, a, b, c, d, e } = setUp();
  selectRange(hand(), c, b);
  expect(picked()).toBe("bc");
  desk.selection.clear();
  selectRange(hand(), e, a);
  expect(picked()).toBe("abce");
  desk.selection.clear();
  selectRange(hand(), d, null);
  expect(picked()).toBe("d");
});

test("what is selected is what actions are about, wherever the focus is", () => {
  const { act, page, desk, on, a, b, d, e, f } = setUp();
  desk.selection.set([e, a, d]);
  expect(chosen(desk, on(f))).toEqual([a, d, e]);
  act("colour_green", on(f));
  expect([a, d, e, b].map((id) => page.store.sticky(id).get()?.color)).toEqual([
    "green",
    "green",
    "green",
    "yellow",
  ]);
  expect(page.undo.next.get().undo).toMatchObject({ name: "recolour", count: 3 });
  act("remove", on(f));
  expect(page.store.count.get()).toBe(3);
  expect(desk.selection.size).toBe(0);
  expect(desk.toast.get()?.text).toBe("3 kaartjes weggegooid.");
  desk.toast.get()?.action?.run();
  expect(page.store.count.get()).toBe(6);
  page.undo.undo();
  page.undo.undo();
  expect(page.store.count.get()).toBe(6);
});

test("many move together: a phase on, up and down, and back in one step", () => {
  const { act, page, desk, shown, on, a, c, e, d } = setUp();
  desk.selection.set([a, c, e]);
  act("next_phase", on(c));
  expect(shown()).toEqual([
    ["b", "dac"],
    ["", "fe"],
  ]);
  expect(desk.wanted.get()).toMatchObject({ kind: "sticky", id: c });
  page.undo.undo();
  expect(shown()).toEqual([
    ["abc", "d"],
    ["e", "f"],
  ]);
  desk.selection.set([a, e]);
  act("down", on(a));
  expect(shown()[0]).toEqual(["bac", "d"]);
  desk.selection.set([d]);
  expect(act("up", on(d))).toBe(true);
  expect(shown()[0]).toEqual(["bac", "d"]);
});

test("a duplicate of many stands below each cell's last, and is what is selected then", () => {
  const { act, page, desk, shown, picked, on, a, b, f } = setUp();
  desk.selection.set([a, b, f]);
  act("duplicate", on(a));
  expect(shown()).toEqual([
    ["ababc", "d"],
    ["e", "ff"],
  ]);
  expect([picked(), desk.selection.size]).toEqual(["abf", 3]);
  page.undo.undo();
  expect(page.store.count.get()).toBe(6);
  expect(chosen(desk, on(a))).toEqual([a]);
});

test("side by side one selection holds stickies of both journeys, and each stays in its own", () => {
  const { page, act, desk, on, steps, ask, wait, a, d, shown } = setUp();
  const later = { layer: "desired", lane: steps, phase: ask, before: null };
  const [x = ""] = page.edits.addStickies(later, ["x"]);
  const at = (id: string) => {
    const { layer, phase } = page.store.sticky(id).get() ?? {};
    return [layer, phase];
  };
  desk.side.set(true);
  desk.selection.toggle(a);
  // The focus goes to the other half.
  desk.layer.set("desired");
  desk.selection.toggle(x);
  expect(chosen(desk, on(x))).toEqual([a, x]);

  act("next_phase", on(x));
  expect([at(a), at(x)]).toEqual([
    ["current", wait],
    ["desired", wait],
  ]);
  act("duplicate", on(x));
  expect(page.store.cell("desired", steps, wait).get()).toHaveLength(2);
  expect(shown()[0]?.[1]).toBe("daa");
  act("remove", on(x));
  expect(shown()[0]?.[1]).toBe("da");

  // Alone again, a journey has a selection of its own.
  desk.selection.set([d, x]);
  desk.side.set(false);
  expect(desk.selection.size).toBe(0);
});

test("Ctrl+A side by side begins in the half with the focus and ends with both", () => {
  const { page, act, desk, on, picked, steps, ask, b } = setUp();
  const later = { layer: "desired", lane: steps, phase: ask, before: null };
  page.edits.addStickies(later, ["x"]);
  desk.side.set(true);
  act("select_more", on(b));
  expect(picked()).toBe("abc");
  act("select_more", on(b));
  expect(picked()).toBe("abcxd");
});
