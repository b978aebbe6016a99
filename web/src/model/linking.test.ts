/** Dependencies: once per kind and direction, seen from both ends, taken away and back. */
import { expect, test } from "vitest";
import { journeyOf, meet, pageOf } from "./testing.ts";

test("a dependency is made once, seen from both ends by everybody, and undone", () => {
  const anna = pageOf("anna", 1);
  const joris = pageOf("joris", 2);
  const ids = journeyOf(anna);
  const at = { layer: "current", lane: ids.pains, phase: ids.ask, before: null };
  const [one = "", two = ""] = anna.edits.addStickies(at, ["brief", "bellen"]);
  expect(anna.edits.addLink(one, two, "depends_on")).toBe(true);
  expect(anna.edits.addLink(one, two, "depends_on")).toBe(false);
  expect(anna.edits.addLink(two, one, "depends_on")).toBe(true);
  expect(anna.edits.addLink(one, one, "leads_to")).toBe(false);
  expect(anna.edits.addLink(one, "nobody", "leads_to")).toBe(false);
  meet(anna, joris);
  const ends = (page: typeof anna, id: string) =>
    page.store.actions
      .linksAt(`stickies/${id}`)
      .get()
      .map(({ from, to }) => [from, to]);
  expect(ends(joris, one)).toHaveLength(2);
  expect(ends(joris, two)).toHaveLength(2);

  const [link] = joris.store.actions.links.get();
  expect(joris.edits.throwAwayLink(link?.id ?? "")).toBe(true);
  expect(joris.edits.throwAwayLink(link?.id ?? "")).toBe(false);
  meet(anna, joris);
  expect(ends(anna, one)).toHaveLength(1);
  expect(joris.undo.undo()?.deed.name).toBe("unlink");
  meet(anna, joris);
  expect(ends(anna, two)).toHaveLength(2);
});
