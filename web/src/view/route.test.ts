/** Addresses lead to their screen and nowhere else. */
import { expect, it } from "vitest";
import { readRoute } from "./route.ts";

it("reads the screens", () => {
  expect(readRoute("", "")).toEqual({ screen: "boards" });
  expect(readRoute("join", "#abc")).toEqual({ screen: "join", token: "abc" });
  expect(readRoute("join", "")).toEqual({ screen: "join", token: "" });
  expect(readRoute("b/a_B-9", "")).toEqual({ screen: "board", board: "a_B-9" });
  expect(readRoute("b/a/b", "")).toEqual({ screen: "unknown" });
  expect(readRoute("elsewhere", "")).toEqual({ screen: "unknown" });
});
