/** Folding is for one screen only, whatever somebody goes to unfolds, and heads move with all in them. */
import { expect, test } from "vitest";
import { journeyOf, pageOf } from "../model/testing.ts";
import { movedHead } from "./heads.ts";
import { deskOf } from "./testing.ts";

function setUp() {
  const board = pageOf("anna", 1);
  const ids = journeyOf(board);
  return { board, ids, ...deskOf(board) };
}

test("a phase folds with its steps, a lane by itself, and undo knows nothing of it", () => {
  const { board, ids, desk, act } = setUp();
  const form = board.edits.addStep(ids.ask, "Formulier", null) ?? "";
  const check = board.edits.addStep(ids.ask, "Controle", null) ?? "";
  const before = board.undo.next.get();
  expect(act("fold", { kind: "phase", id: ids.ask })).toBe(true);
  expect(act("fold", { kind: "lane", id: ids.pains })).toBe(true);
  expect([...desk.folded.get()].sort()).toEqual(
    [`lanes/${ids.pains}`, `phases/${form}`, `phases/${check}`].sort(),
  );
  expect(act("fold", { kind: "phase", id: ids.ask })).toBe(false);
  expect(act("unfold", { kind: "phase", id: ids.ask })).toBe(true);
  expect([...desk.folded.get()]).toEqual([`lanes/${ids.pains}`]);
  expect(board.undo.next.get()).toBe(before);
});

test("going to a cell unfolds its lane and its column only", () => {
  const { ids, desk, act } = setUp();
  for (const id of [ids.ask, ids.wait]) act("fold", { kind: "phase", id });
  act("fold", { kind: "lane", id: ids.pains });
  desk.focus({ kind: "cell", lane: ids.pains, phase: ids.wait });
  expect([...desk.folded.get()]).toEqual([`phases/${ids.ask}`]);
});

test("a head that is let go before another stands there, and it is said where", () => {
  const { board, ids, desk, hand } = setUp();
  movedHead(hand({ kind: "phase", id: ids.wait }), ids.ask);
  expect(board.store.phases.map(({ id }) => id)).toEqual([ids.wait, ids.ask]);
  expect(desk.polite.get()).toBe("“Wachten” staat nu op plek 1 van 2.");
  movedHead(hand({ kind: "lane", id: ids.steps }), null);
  expect(board.store.lanes.map(({ id }) => id)).toEqual([ids.pains, ids.steps]);
  desk.say("");
  movedHead(hand({ kind: "lane", id: ids.steps }), null);
  expect(desk.polite.get()).toBe("");
});
