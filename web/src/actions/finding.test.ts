/** Finding: words without case or accents, picks that add up, and the exact places to mark. */
import { expect, test } from "vitest";
import type { Sticky } from "../model/board.ts";
import { fits, folded, isSeeking, NOTHING_SOUGHT, picked, places } from "./finding.ts";

const sticky = (more: Partial<Sticky>): Sticky => ({
  id: "a",
  layer: "current",
  lane: "l",
  phase: "p",
  rank: "V",
  text: "Belt één keer met de gemeente",
  color: "red",
  by: "anna",
  on: 1,
  evidence: "data",
  channel: null,
  bucket: null,
  file: null,
  tags: ["t1", "t2"],
  personas: [],
  gone: null,
  ...more,
});
const team = (member: string) => (member === "anna" ? "kcc" : null);
const find = (query: string) => fits(sticky({}), { ...NOTHING_SOUGHT, query }, team);

test("every word must stand there, whatever its case and accents", () => {
  expect([find("EEN gemeente"), find("één"), find("  "), find("een brief")]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(folded("Crème İß")).toHaveLength("Crème İß".length);
});

test("of one kind any will do, of different kinds all must fit", () => {
  let finding = picked(NOTHING_SOUGHT, "tag", "t2", true);
  finding = picked(finding, "tag", "t9", true);
  expect(fits(sticky({}), finding, team)).toBe(true);
  finding = picked(finding, "channel", "letter", true);
  expect(fits(sticky({}), finding, team)).toBe(false);
  expect(fits(sticky({ channel: "letter" }), finding, team)).toBe(true);
  finding = picked(finding, "team", "kcc", true);
  expect(fits(sticky({ channel: "letter", by: "joris" }), finding, team)).toBe(false);
  expect(isSeeking(picked(picked(NOTHING_SOUGHT, "tag", "t", true), "tag", "t", false))).toBe(
    false,
  );
});

test("marks stand where the words stand", () => {
  const text = "Eén, twee, ÉÉN";
  expect(places(text, "een").map(([from, to]) => text.slice(from, to))).toEqual(["Eén", "ÉÉN"]);
  expect(places(text, "x")).toEqual([]);
});
