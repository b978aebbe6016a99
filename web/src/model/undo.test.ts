/** Undo of one's own, with others in between: theirs stays, and it is said whose it is. */
import { expect, test } from "vitest";
import { journeyOf, meet, pageOf } from "./testing.ts";

function setUp() {
  const anna = pageOf("anna", 1);
  const joris = pageOf("joris", 2);
  const ids = journeyOf(anna);
  const spot = { layer: "current", lane: ids.pains, phase: ids.ask, before: null };
  const sticky = anna.edits.addSticky(spot, "brief", "red") ?? "";
  meet(anna, joris);
  const color = () => anna.store.sticky(sticky).get()?.color;
  return { anna, joris, ids, spot, sticky, color };
}

test("what somebody changed since is left, and it is said who did", () => {
  const { anna, joris, sticky, color } = setUp();
  anna.edits.recolour([sticky], "blue");
  meet(anna, joris);
  joris.edits.recolour([sticky], "green");
  meet(anna, joris);
  expect(anna.undo.undo()).toMatchObject({
    done: 0,
    left: [{ record: `stickies/${sticky}`, by: "joris" }],
  });
  expect(color()).toBe("green");
  // The next undo is the creation, in which joris has written too.
  expect(anna.undo.undo()).toMatchObject({ done: 0, left: [{ by: "joris" }] });
  expect(anna.store.sticky(sticky).get()?.gone).toBeNull();
});

test("part of a step can be taken back", () => {
  const { anna, joris, spot, sticky } = setUp();
  const other = anna.edits.addSticky(spot, "ander", "red") ?? "";
  anna.edits.recolour([sticky, other], "blue");
  meet(anna, joris);
  joris.edits.recolour([other], "green");
  meet(anna, joris);
  const undone = anna.undo.undo();
  expect(undone).toMatchObject({ done: 1, left: [{ record: `stickies/${other}` }] });
  expect(anna.undo.redo()).toMatchObject({ done: 1, left: [] });
  expect(anna.store.sticky(sticky).get()?.color).toBe("blue");
});

test("a creation is undone when only its maker wrote in it, and goes to the bin", () => {
  const { anna, joris, sticky } = setUp();
  const typing = anna.type(sticky);
  typing.splice(5, 0, " kwijt");
  meet(anna, joris);
  typing.close();
  expect(anna.undo.next.get().undo?.name).toBe("type");
  expect(anna.undo.undo()?.done).toBe(1);
  expect(anna.store.sticky(sticky).get()?.text).toBe("brief");
  expect(anna.undo.undo()).toMatchObject({
    done: 1,
    deed: { name: "add_sticky", subject: "brief" },
  });
  expect(anna.store.bin.get()[0]).toMatchObject({ id: sticky, by: "anna" });
  expect(anna.undo.redo()?.done).toBe(1);
  expect(anna.undo.redo()?.done).toBe(1);
  expect(anna.store.sticky(sticky).get()).toMatchObject({ text: "brief kwijt", gone: null });
});

test("a creation in which somebody else typed stays", () => {
  const { anna, joris, sticky } = setUp();
  joris.type(sticky).splice(0, 0, "die ");
  meet(anna, joris);
  expect(anna.undo.undo()).toMatchObject({ done: 0, left: [{ by: "joris" }] });
  expect(anna.store.sticky(sticky).get()?.text).toBe("die brief");
});

test("throwing away and typing at once: both can get the words back", () => {
  const { anna, joris, sticky } = setUp();
  anna.edits.throwAway([`stickies/${sticky}`]);
  const typing = joris.type(sticky);
  typing.splice(5, 0, " die ik zoek");
  meet(anna, joris);
  expect(typing.get()).toBe("brief die ik zoek");
  expect(joris.store.sticky(sticky).get()?.gone?.[0]).toBe("anna");
  expect(joris.edits.putBack([`stickies/${sticky}`])).toBe(true);
  meet(anna, joris);
  expect(anna.store.sticky(sticky).get()).toMatchObject({ text: "brief die ik zoek", gone: null });
  expect(anna.undo.undo()).toMatchObject({ done: 0 });
});

test("undo of typing takes back one's own letters only", () => {
  const { anna, joris, sticky } = setUp();
  const mine = anna.type(sticky);
  mine.splice(5, 0, " van mij");
  meet(anna, joris);
  joris.type(sticky).splice(0, 0, "van joris: ");
  meet(anna, joris);
  mine.close();
  anna.undo.undo();
  expect(anna.store.sticky(sticky).get()?.text).toBe("van joris: brief");
});

test("a new deed ends what could be redone", () => {
  const { anna, sticky } = setUp();
  anna.edits.recolour([sticky], "blue");
  anna.undo.undo();
  expect(anna.undo.next.get().redo?.name).toBe("recolour");
  anna.edits.recolour([sticky], "green");
  expect(anna.undo.next.get().redo).toBeNull();
  expect(anna.undo.redo()).toBeNull();
});

test("an emptied sticky that never had other words leaves nothing to undo", () => {
  const { anna, ids, spot } = setUp();
  const before = anna.undo.next.get().undo;
  const fresh = anna.edits.addSticky(spot) ?? "";
  anna.edits.recolour([fresh], "blue");
  const typing = anna.type(fresh);
  typing.splice(0, 0, "toch niet");
  typing.splice(0, 9, "");
  typing.close();
  expect(anna.edits.discard(fresh)).toBe(true);
  expect(anna.undo.next.get()).toEqual({ undo: before, redo: null });
  expect(anna.texts(ids.pains, ids.ask)).toEqual(["brief"]);
  expect(anna.edits.discard(fresh)).toBe(false);
});

test("a sticky that had words and was emptied gets them back with one undo", () => {
  const { anna, ids, sticky } = setUp();
  const typing = anna.type(sticky);
  typing.splice(0, 5, "");
  typing.close();
  anna.edits.discard(sticky);
  expect(anna.texts(ids.pains, ids.ask)).toEqual([]);
  expect(anna.undo.undo()).toMatchObject({
    done: 1,
    deed: { name: "throw_away", subject: "brief" },
    left: [],
  });
  expect(anna.texts(ids.pains, ids.ask)).toEqual(["brief"]);
  expect(anna.undo.redo()?.done).toBe(1);
  expect(anna.texts(ids.pains, ids.ask)).toEqual([]);
  anna.undo.undo();
  expect(anna.texts(ids.pains, ids.ask)).toEqual(["brief"]);
});

test("what somebody else wrote in a new sticky is not lost when its maker empties it", () => {
  const { anna, joris, spot } = setUp();
  const fresh = anna.edits.addSticky(spot) ?? "";
  const typing = anna.type(fresh);
  meet(anna, joris);
  joris.type(fresh).splice(0, 0, "van joris");
  meet(anna, joris);
  typing.splice(0, 9, "");
  typing.close();
  anna.edits.discard(fresh);
  anna.undo.undo();
  expect(anna.store.sticky(fresh).get()).toMatchObject({ text: "van joris", gone: null });
});
