/** The selection: whole, bounded, and telling only the stickies whose state changed. */
import { expect, test } from "vitest";
import { SELECTED_MAX, Selection } from "./selection.ts";

const shown = (selection: Selection) => [...selection.ids.get()].join("");

test("what is selected is told to those alone that changed", () => {
  const selection = new Selection();
  const told: string[] = [];
  for (const id of ["a", "b", "c"]) selection.of(id).subscribe(() => told.push(id));
  selection.set(["a", "b"]);
  selection.toggle("b");
  selection.toggle("c");
  expect(shown(selection)).toBe("ac");
  expect(selection.of("b").get()).toBe(false);
  expect(told).toEqual(["a", "b", "b", "c"]);
  selection.clear();
  expect([selection.size, selection.anchor]).toEqual([0, null]);
});

test("stepping with Shift takes in what it meets, and lets it go on the way back", () => {
  const selection = new Selection();
  selection.set(["x"]);
  selection.extend("a", "b");
  selection.extend("b", "c");
  expect(shown(selection)).toBe("xabc");
  selection.extend("c", "b");
  selection.extend("b", "a");
  expect(shown(selection)).toBe("xa");
  selection.extend("a", "d");
  expect(shown(selection)).toBe("xad");
});

test("it is bounded, and says when not all fitted", () => {
  const selection = new Selection();
  const many = Array.from({ length: SELECTED_MAX + 1 }, (_, nth) => `s${nth}`);
  expect(selection.set(many)).toBe(false);
  expect(selection.size).toBe(SELECTED_MAX);
  expect(selection.add(["s1"])).toBe(false);
  expect(selection.set(many.slice(1))).toBe(true);
});
