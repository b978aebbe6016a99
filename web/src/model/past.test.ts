/** An earlier version: what differs is told, single records and everything come back, and undo undoes it. */
import { expect, test } from "vitest";
import * as Y from "yjs";
import { pastOf } from "./past.ts";
import { journeyOf, pageOf } from "./testing.ts";

function board() {
  const anna = pageOf("anna", 1);
  const { ask, wait, steps, pains } = journeyOf(anna);
  const spot = (lane: string, phase: string) => ({ layer: "current", lane, phase, before: null });
  const add = (text: string, lane = pains) =>
    anna.edits.addSticky(spot(lane, ask), text, "yellow") ?? "";
  const hand = { ...anna, history: anna.undo, env: {} as never };
  const version = () => {
    const bytes = (kind: "map" | "frame") => Y.encodeStateAsUpdate(anna.docs.doc(kind));
    return pastOf(hand, bytes("map"), bytes("frame"));
  };
  return { anna, add, version, ask, wait, steps, pains, spot };
}

test("one record comes back: its words, place, marks, and out of the bin", () => {
  const { anna, add, version, ask, wait, pains, steps, spot } = board();
  const [moved, gone, left] = [add("Belt 😀 drie keer"), add("Wacht lang"), add("Blijft zo")];
  const past = version();
  anna.edits.moveStickies([moved], spot(steps, wait));
  anna.edits.recolour([moved], "green");
  const typing = anna.type(moved);
  typing.splice(0, typing.get().length, "Belt 😁 niet");
  typing.close();
  anna.edits.throwAway([`stickies/${gone}`]);
  const later = add("Kwam later");

  expect(past.differences().map(({ ref, how }) => [ref, how])).toEqual(
    expect.arrayContaining([
      [`stickies/${moved}`, "changed"],
      [`stickies/${gone}`, "gone"],
      [`stickies/${later}`, "added"],
    ]),
  );
  expect(past.differences()).toHaveLength(3);
  expect(past.restore([`stickies/${moved}`, `stickies/${gone}`])).toBe(true);
  expect(anna.store.sticky(moved).get()).toMatchObject({
    text: "Belt 😀 drie keer",
    lane: pains,
    phase: ask,
    color: "yellow",
  });
  expect(anna.store.sticky(gone).get()?.gone).toBeNull();
  expect(anna.store.sticky(left).get()?.text).toBe("Blijft zo");
  expect(past.differences().map(({ how }) => how)).toEqual(["added"]);

  expect(anna.undo.undo()?.left).toEqual([]);
  expect(anna.store.sticky(moved).get()).toMatchObject({ text: "Belt 😁 niet", phase: wait });
  expect(anna.store.sticky(gone).get()?.gone).not.toBeNull();
});

test("everything comes back, structure first, also what was purged; what came since goes to the bin", () => {
  const { anna, add, version, ask } = board();
  const purged = add("Wordt gewist");
  anna.edits.caption("yellow", "Wat de inwoner doet");
  const past = version();
  const before = past.store.read();
  anna.edits.throwAwayPhase(ask, null);
  anna.edits.caption("yellow", "Iets anders");
  anna.edits.addPhase("Nieuw", null);
  anna.docs.map("map", "stickies").delete(purged);
  expect(past.restoreAll()).toBe(true);
  const now = anna.store.read();
  expect(now.structures).toEqual(before.structures);
  expect(now.cells).toEqual(before.cells);
  expect(now.legend).toEqual(before.legend);
  expect(now.stickies).toEqual(before.stickies);
  expect(now.bin.map(({ what }) => what)).toEqual(["Nieuw"]);
  expect(past.differences()).toEqual([]);
});

test("bytes that are no version are said to be so, and who may not write brings nothing back", () => {
  const { anna, add, version } = board();
  const one = add("Een");
  const past = version();
  anna.edits.recolour([one], "red");
  anna.me.set({ ...anna.me.get(), rights: { ...anna.me.get().rights, map: false } });
  expect(past.restore([`stickies/${one}`])).toBe(false);
  expect(anna.store.sticky(one).get()?.color).toBe("red");
  const hand = { ...anna, history: anna.undo, env: {} as never };
  expect(() => pastOf(hand, Uint8Array.of(1, 2, 3), Uint8Array.of(0, 0))).toThrow();
});
