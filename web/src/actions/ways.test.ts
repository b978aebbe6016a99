/** What somebody chose on this device is there again; what a stranger left there is not. */
import { expect, test } from "vitest";
import { pageOf } from "../model/testing.ts";
import { deskOf } from "./testing.ts";
import { followWays, readWays } from "./ways.ts";

test("a new desk is as the last one was left", () => {
  const kept: string[] = [];
  const { desk: first } = deskOf(pageOf("anna", 1));
  followWays(first, null, (text) => kept.push(text));
  expect(kept).toEqual([]);
  first.zoom.set(1.5);
  first.big.set(true);
  first.letters.set(false);
  first.hearing.set("summary");

  const { desk } = deskOf(pageOf("anna", 2));
  followWays(desk, kept.at(-1) ?? null, () => undefined);
  expect(desk.zoom.get()).toBe(1.5);
  expect(desk.big.get()).toBe(true);
  expect(desk.letters.get()).toBe(false);
  expect(desk.hearing.get()).toBe("summary");
});

test("what does not fit is left out, one by one", () => {
  expect(readWays(null)).toEqual({});
  expect(readWays("{")).toEqual({});
  expect(readWays("[1]")).toEqual({});
  expect(readWays("null")).toEqual({});
  expect(readWays('{"zoom":900,"big":"yes","letters":false,"hearing":"loud"}')).toEqual({
    zoom: 2,
    letters: false,
  });
  expect(readWays('{"zoom":null,"hearing":"off"}')).toEqual({ hearing: "off" });
  expect(readWays(`{"big":true,"more":"${"x".repeat(600)}"}`)).toEqual({});
});
