/** The thread from an action's sticky back to what somebody said is followed, and ends. */
import { expect, test } from "vitest";
import type { Link } from "../../model/actions.ts";
import { quotesBehind } from "./quotes-behind.ts";

const link = (from: string, kind: Link["kind"], to: string): Link => ({
  id: `${from} ${to}`,
  from: from as Link["from"],
  to: to as Link["to"],
  kind,
});

test("quotes are found through what a sticky was derived from and what led to it", () => {
  const links = [
    link("stickies/wish", "derived_from", "stickies/idea"),
    link("stickies/pain", "leads_to", "stickies/idea"),
    link("stickies/pain", "derived_from", "quotes/far"),
    link("stickies/wish", "derived_from", "quotes/near"),
    link("stickies/pain", "derived_from", "quotes/near"),
    link("stickies/wish", "leads_to", "stickies/other"),
    link("stickies/other", "derived_from", "quotes/not"),
    link("stickies/wish", "depends_on", "quotes/not"),
  ];
  expect(quotesBehind("stickies/wish", links)).toEqual(["near", "far"]);
});

test("a circle ends", () => {
  const links = [
    link("stickies/a", "derived_from", "stickies/b"),
    link("stickies/b", "derived_from", "stickies/a"),
  ];
  expect(quotesBehind("stickies/a", links)).toEqual([]);
});
