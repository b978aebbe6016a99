/** Choosing the other end of a dependency, and going along it; what is in the bin is no end. */
import { expect, test } from "vitest";
import { journeyOf, pageOf } from "../model/testing.ts";
import { boundOf, finishLinking, goTo, stopLinking } from "./linking.ts";
import { deskOf } from "./testing.ts";

function setUp() {
  const board = pageOf("anna", 1);
  const ids = journeyOf(board);
  const at = { layer: "current", lane: ids.pains, phase: ids.ask, before: null };
  const [one = "", two = ""] = board.edits.addStickies(at, ["brief", "bellen"]);
  const sticky = (id: string) => ({ kind: "sticky", id, lane: at.lane, phase: at.phase }) as const;
  return { board, ids, one, two, sticky, ...deskOf(board) };
}

test("the next sticky is what it depends on; itself is no answer; stopping makes nothing", () => {
  const { one, two, sticky, desk, hand, act } = setUp();
  act("needs", sticky(one));
  finishLinking(hand(sticky(one)));
  expect(desk.linking.get()).toMatchObject({ from: one });
  stopLinking(hand());
  expect(desk.linking.get()).toBeNull();
  act("needs", sticky(one));
  finishLinking(hand(sticky(two)));
  expect(boundOf(desk, one)).toMatchObject([{ bond: "needs", id: two }]);
  expect(boundOf(desk, two)).toMatchObject([{ bond: "needed", id: one }]);
});

test("a sticky in the bin is no end, and going to another journey shows that journey", () => {
  const { board, ids, one, two, sticky, desk, act } = setUp();
  board.edits.addLink(one, two, "leads_to");
  board.edits.moveStickies([two], {
    layer: "desired",
    lane: ids.pains,
    phase: ids.wait,
    before: null,
  });
  expect(act("follow", sticky(one))).toBe(true);
  expect(desk.layer.get()).toBe("desired");
  expect(desk.wanted.get()).toMatchObject({ id: two, phase: ids.wait });
  board.edits.throwAway([`stickies/${two}`]);
  expect(boundOf(desk, one)).toEqual([]);
  expect(act("follow", sticky(one))).toBe(false);
  goTo(desk, "nobody");
  expect(desk.wanted.get()).toMatchObject({ id: two });
});
