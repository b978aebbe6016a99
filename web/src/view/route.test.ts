/** Addresses lead to their screen and nowhere else. */
import { expect, it } from "vitest";
import { boardPath, readRoute } from "./route.ts";

it("reads the screens", () => {
  expect(readRoute("", "")).toEqual({ screen: "boards" });
  expect(readRoute("join", "#abc")).toEqual({ screen: "join", token: "abc" });
  expect(readRoute("join", "")).toEqual({ screen: "join", token: "" });
  const board = { screen: "board", board: "a_B-9", view: "map", at: null };
  expect(readRoute("b/a_B-9", "")).toEqual(board);
  expect(readRoute("b/a/b", "")).toEqual({ screen: "unknown" });
  expect(readRoute("elsewhere", "")).toEqual({ screen: "unknown" });
});

it("reads the view of a board and the record to go to, and writes them the same", () => {
  const places = [
    ["map", null],
    ["list", null],
    ["map", "stickies/a_B-9"],
    ["list", "phases/x"],
  ] as const;
  for (const [view, at] of places) {
    const [path = "", fragment = ""] = boardPath("b1", view, at).split("#");
    expect(readRoute(path, `#${fragment}`)).toEqual({ screen: "board", board: "b1", view, at });
  }
  expect(boardPath("b1")).toBe("b/b1");
  for (const strange of ["#at=", "#at=a", "#at=stickies/<b>", "#%F0", "#at=a/b/c"]) {
    expect(readRoute("b/b1", strange)).toMatchObject({ view: "map", at: null });
  }
});
