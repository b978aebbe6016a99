/** A text under a cursor: splices in, deltas out, places that move along, and whole characters. */
import { expect, test } from "vitest";
import type { TextDelta } from "./session.ts";
import { journeyOf, meet, pageOf } from "./testing.ts";
import { difference } from "./text.ts";

function setUp(words: string) {
  const anna = pageOf("anna", 1);
  const joris = pageOf("joris", 2);
  const ids = journeyOf(anna);
  const spot = { layer: "current", lane: ids.pains, phase: ids.ask, before: null };
  const id = anna.edits.addSticky(spot, words) ?? "";
  meet(anna, joris);
  return { anna, joris, id, mine: anna.type(id), theirs: joris.type(id) };
}

function apply(words: string, delta: readonly TextDelta[]): string {
  let out = "";
  let at = 0;
  for (const part of delta) {
    if ("retain" in part) out += words.slice(at, at + part.retain);
    if ("insert" in part) out += part.insert;
    else at += "retain" in part ? part.retain : part.delete;
  }
  return out + words.slice(at);
}

test("own typing is not told; others' is, as a delta", () => {
  const { anna, joris, mine, theirs } = setUp("brief");
  const heard: (readonly TextDelta[])[] = [];
  mine.observe((delta) => heard.push(delta));
  mine.splice(5, 0, "en");
  expect(heard).toEqual([]);
  theirs.splice(0, 1, "B");
  meet(anna, joris);
  expect(heard.map((delta) => apply("briefen", delta))).toEqual(["Briefen"]);
  expect(mine.undo()).toBe(true);
  expect(mine.get()).toBe("Brief");
  expect(heard).toHaveLength(2);
  expect(mine.redo()).toBe(true);
  expect(mine.get()).toBe("Briefen");
});

test("a place moves along with the words", () => {
  const { anna, joris, mine, theirs } = setUp("de brief");
  const place = JSON.parse(JSON.stringify(mine.place(3)));
  theirs.splice(0, 2, "een dikke");
  meet(anna, joris);
  expect(mine.index(place)).toBe(10);
  expect(theirs.index(place)).toBe(10);
  expect(mine.index({ nonsense: true })).toBeNull();
});

test("no character is cut in half, and nothing grows over the limit", () => {
  const { mine } = setUp("a😀b");
  mine.splice(2, 0, "x");
  expect(mine.get()).toBe("ax😀b");
  mine.splice(3, 1, "");
  expect(mine.get()).toBe("axb");
  mine.splice(1, 1, "y".repeat(3_000));
  expect(mine.get()).toHaveLength(2_000);
  mine.splice(0, 0, "z");
  expect(mine.get()).toHaveLength(2_000);
});

test("a closed editor writes nothing any more", () => {
  const { mine } = setUp("a");
  mine.close();
  mine.splice(0, 0, "b");
  expect(mine.get()).toBe("a");
});

test("difference turns one text into the other", () => {
  for (const [before, after] of [
    ["", "a"],
    ["a", ""],
    ["abc", "abc"],
    ["aaa", "aa"],
    ["abc", "axc"],
    ["kwijt", "kwijtschelding"],
  ] as const) {
    expect(apply(before, difference(before, after))).toBe(after);
  }
});
