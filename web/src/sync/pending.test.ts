/** Which frame carried which edits, and what of it is still not on disk. */
import { expect, test } from "vitest";
import type { Edit } from "../model/edit.ts";
import { Pending } from "./pending.ts";

function edit(id: string): Edit {
  return { kind: "put_back", document: "map", root: "stickies", id };
}

function ids(pending: Pending): string[] {
  return pending.edits().map((one) => ("id" in one ? (one.id ?? "") : ""));
}

test("a count removes what its frames carried and nothing else", () => {
  const pending = new Pending();
  for (const id of ["a", "b", "c"]) {
    pending.keep([edit(id)]);
    pending.emitted();
    pending.sent();
  }
  expect(pending.durable(2)).toBe(true);
  expect(ids(pending)).toEqual(["c"]);
  expect(pending.durable(2)).toBe(false);
  pending.disconnected();
  pending.sent();
  expect(pending.durable(1)).toBe(true);
  expect(pending.size).toBe(0);
});

test("an edit made inside another one's telling rides in its own frame", () => {
  const pending = new Pending();
  pending.keep([edit("outer")]);
  pending.keep([edit("inner")]);
  pending.emitted();
  pending.sent();
  pending.emitted();
  pending.sent();
  pending.durable(1);
  expect(ids(pending)).toEqual(["inner"]);
});

test("what wrote nothing is not waited for, and the next frame is counted right", () => {
  const pending = new Pending();
  const idle = [edit("idle")];
  pending.keep(idle);
  pending.unkeep(idle);
  pending.keep([edit("a")]);
  pending.emitted();
  pending.sent();
  pending.keep([edit("b")]);
  pending.emitted();
  pending.durable(1);
  expect(ids(pending)).toEqual(["b"]);
});

test("the culprit of a refusal is what the frame after the taken ones carried", () => {
  const pending = new Pending();
  for (const id of ["a", "b", "c"]) {
    pending.keep([edit(id)]);
    pending.emitted();
    pending.sent();
  }
  expect(pending.carriedAfter(1).map((entry) => entry.edit)).toEqual([edit("b")]);
  expect(pending.carriedAfter(3)).toEqual([]);
  pending.durable(1);
  pending.drop(pending.carriedAfter(1));
  expect(ids(pending)).toEqual(["c"]);
});
