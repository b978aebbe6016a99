/** Copying out and pasting in: text for one cell, a table for more, shape and colours kept at home. */
import { expect, test } from "vitest";
import { journeyOf, pageOf } from "../model/testing.ts";
import { ASK_ABOVE, carryOut, copyOut, pasteIn } from "./clipboard.ts";
import { deskOf } from "./testing.ts";

function setUp() {
  const page = pageOf("anna", 1);
  const { ask, wait, steps, pains } = journeyOf(page);
  const spot = (lane: string, phase: string) => ({ layer: "current", lane, phase, before: null });
  const [a = "", b = ""] = page.edits.addStickies(spot(steps, ask), ["a\nx", "b"]);
  const [c = ""] = page.edits.addStickies(spot(pains, wait), ["c"], "red");
  const cell = (lane: string, phase: string) => ({ kind: "cell", lane, phase }) as const;
  return { page, ...deskOf(page), ask, wait, steps, pains, a, b, c, cell };
}

test("one cell is lines; a lane, a phase or many cells are a table with heads", () => {
  const { hand, desk, ask, steps, cell, a, c } = setUp();
  expect(copyOut(hand(cell(steps, ask)))?.text).toBe("a x\nb");
  expect(copyOut(hand({ kind: "lane", id: steps }))?.text).toBe("a x\nb");
  desk.selection.set([c, a]);
  const clip = copyOut(hand());
  expect(clip?.text).toBe('\tAanvragen\tWachten\nStappen\t"a\nx"\t\nKnelpunten\t\tc');
  expect(clip?.html).toContain("<th>Wachten</th>");
  desk.selection.clear();
  expect(copyOut(hand())?.text.split("\n")[0]).toBe("\tAanvragen\tWachten");
});

test("a block goes over the phases, as one step; what does not fit stands in the last phase", () => {
  const { page, hand, cell, ask, wait, pains } = setUp();
  expect(pasteIn(hand(cell(pains, ask)), "1\t2\t3\n4\t\t6", "")).toBe(true);
  expect(page.texts(pains, ask)).toEqual(["1", "4"]);
  expect(page.texts(pains, wait)).toEqual(["c", "2", "3", "6"]);
  expect(page.undo.undo()?.deed).toMatchObject({ name: "add_sticky", count: 5 });
  expect(page.texts(pains, wait)).toEqual(["c"]);
  expect(pasteIn(hand(), "1", "")).toBe(false);
});

test("what was copied here keeps its shape and colours, also after it was cut", () => {
  const { page, desk, hand, act, cell, ask, wait, steps, pains, a, c } = setUp();
  desk.selection.set([a, c]);
  const text = copyOut(hand())?.text ?? "";
  act("remove");
  pasteIn(hand(cell(steps, ask)), text.replaceAll("\n", "\r\n"), "");
  expect(page.texts(steps, ask)).toEqual(["b", "a\nx"]);
  expect(page.texts(pains, wait)).toEqual(["c"]);
  const [copy = ""] = page.store.cell("current", pains, wait).get();
  expect(page.store.sticky(copy).get()?.color).toBe("red");
  expect(desk.selection.size).toBe(2);
});

test("more than a few is asked first, and then done in one step", () => {
  const { page, desk, hand, cell, ask, steps } = setUp();
  const lines = Array.from({ length: ASK_ABOVE + 1 }, (_, nth) => `regel ${nth}`);
  expect(pasteIn(hand(cell(steps, ask)), lines.join("\n"), "")).toBe(true);
  expect(page.store.count.get()).toBe(3);
  const asked = desk.dialog.get();
  expect(asked?.kind).toBe("paste");
  if (asked?.kind === "paste") carryOut(hand(), asked.pasting);
  expect(page.texts(steps, ask)).toEqual(["a\nx", "b", ...lines]);
  page.undo.undo();
  expect(page.store.count.get()).toBe(3);
});
