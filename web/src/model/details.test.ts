/** What stickies carry beside their text: set for many at once, shared with others, taken back by name. */
import { expect, test } from "vitest";
import { journeyOf, meet, pageOf } from "./testing.ts";

function setUp() {
  const anna = pageOf("anna", 1);
  const joris = pageOf("joris", 2);
  const ids = journeyOf(anna);
  const spot = { layer: "current", lane: ids.pains, phase: ids.ask, before: null };
  const stickies = anna.edits.addStickies(spot, ["brief", "wachten"]);
  meet(anna, joris);
  return { anna, joris, stickies };
}

test("a word is given to many stickies and taken back as one step", () => {
  const { anna, joris, stickies } = setUp();
  expect(anna.edits.describe(stickies, "evidence", "heard_once")).toBe(true);
  expect(anna.edits.describe(stickies, "channel", "letter")).toBe(true);
  meet(anna, joris);
  for (const id of stickies) {
    expect(joris.store.sticky(id).get()).toMatchObject({
      evidence: "heard_once",
      channel: "letter",
    });
  }
  expect(anna.edits.describe(stickies, "evidence", null)).toBe(true);
  expect(anna.edits.describe(stickies, "evidence", null)).toBe(false);
  expect(anna.undo.undo()?.deed).toEqual({ name: "describe", count: 2, subject: "brief" });
  expect(anna.store.sticky(stickies[0] ?? "").get()?.evidence).toBe("heard_once");
});

test("a tag is made once, renamed everywhere, and comes back from the bin with its stickies", () => {
  const { anna, joris, stickies } = setUp();
  const tag = anna.edits.addTag("  Taal ", "pink") ?? "";
  expect(anna.edits.addTag("Taal")).toBe(tag);
  expect(anna.edits.addTag(" ")).toBeNull();
  anna.edits.tag(stickies, tag, true);
  meet(anna, joris);
  joris.edits.renameTag(tag, "Begrijpelijke taal");
  joris.edits.colourTag(tag, null);
  meet(anna, joris);
  expect(anna.store.tags.get()).toEqual([{ id: tag, title: "Begrijpelijke taal", color: null }]);
  expect(joris.edits.renameTag(tag, "")).toBe(false);

  expect(joris.edits.throwAwayTag(tag)).toBe(true);
  expect(joris.store.tags.get()).toEqual([]);
  joris.edits.putBack([`tags/${tag}`]);
  meet(anna, joris);
  expect(anna.store.tags.get().map(({ id }) => id)).toEqual([tag]);
  expect(anna.store.sticky(stickies[1] ?? "").get()?.tags).toEqual([tag]);
});
