/** Typing and others' typing meet without losing a letter or a caret. */
import { describe, expect, it } from "vitest";
import { difference, moved, rebased } from "./text-change.ts";

describe("difference", () => {
  it("finds the keystroke by its caret", () => {
    expect(difference("aab", "aaab", 2)).toEqual({ at: 1, remove: 0, insert: "a" });
    expect(difference("brief", "brie", 4)).toEqual({ at: 4, remove: 1, insert: "" });
    expect(difference("een twee", "een drie", 8)).toEqual({ at: 4, remove: 3, insert: "dri" });
    expect(difference("same", "same", 2)).toBeNull();
    expect(difference("", "ja", 2)).toEqual({ at: 0, remove: 0, insert: "ja" });
  });

  it("rebuilds the text it was made from, whatever the texts", () => {
    const letters = ["", "a", "aa", "aba", "abab", "b", "ba", "baab"];
    for (const before of letters) {
      for (const after of letters) {
        for (let caret = 0; caret <= after.length; caret += 1) {
          const change = difference(before, after, caret);
          const rebuilt =
            change === null
              ? before
              : before.slice(0, change.at) +
                change.insert +
                before.slice(change.at + change.remove);
          expect(rebuilt).toBe(after);
        }
      }
    }
  });
});

describe("moved", () => {
  it("goes along with what is written before it and stays before what is written at it", () => {
    expect(moved([{ retain: 2 }, { insert: "xyz" }], 4)).toBe(7);
    expect(moved([{ retain: 4 }, { insert: "xyz" }], 4)).toBe(4);
    expect(moved([{ retain: 1 }, { delete: 2 }], 4)).toBe(2);
    expect(moved([{ retain: 1 }, { delete: 5 }], 3)).toBe(1);
  });

  it("rebases a change over another's", () => {
    const change = { at: 3, remove: 2, insert: "!" };
    expect(rebased([{ insert: "ab" }], change)).toEqual({ at: 5, remove: 2, insert: "!" });
    expect(rebased([{ retain: 3 }, { delete: 2 }], change)).toEqual({
      at: 3,
      remove: 0,
      insert: "!",
    });
  });
});
