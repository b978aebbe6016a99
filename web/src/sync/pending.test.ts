/** Which frame carried which edits, and what of it is still not on disk. */
import { expect, test } from "vitest";
import type { Edit } from "../model/edit.ts";
import { Pending } from "./pending.ts";

function edit(id: string): Edit {
  return { kind: "put_back", document: "map", root: "stickies", id };
}

/** The bytes of one transaction; which they are makes no difference. */
const BYTES = new Uint8Array([0, 0]);

/** A transaction that leaves at once, in a frame of its own. */
function leave(pending: Pending): void {
  pending.sent(pending.emitted(BYTES));
}

function ids(pending: Pending): string[] {
  return pending.edits().map((one) => ("id" in one ? (one.id ?? "") : ""));
}

test("a count removes what its frames carried and nothing else", () => {
  const pending = new Pending();
  for (const id of ["a", "b", "c"]) {
    pending.keep([edit(id)]);
    leave(pending);
  }
  expect(pending.durable(2)).toBe(true);
  expect(ids(pending)).toEqual(["c"]);
  expect(pending.durable(2)).toBe(false);
  pending.disconnected();
  expect(pending.writings()).toHaveLength(1);
  pending.sent(pending.writings()[0] ?? null);
  expect(pending.durable(1)).toBe(true);
  expect(pending.size).toBe(0);
});

test("an edit made inside another one's telling rides in its own frame", () => {
  const pending = new Pending();
  pending.keep([edit("outer")]);
  pending.keep([edit("inner")]);
  leave(pending);
  leave(pending);
  pending.durable(1);
  expect(ids(pending)).toEqual(["inner"]);
});

test("what wrote nothing is not waited for, and the next frame is counted right", () => {
  const pending = new Pending();
  const idle = [edit("idle")];
  pending.keep(idle);
  pending.unkeep(idle);
  pending.keep([edit("a")]);
  leave(pending);
  pending.keep([edit("b")]);
  pending.emitted(BYTES);
  pending.durable(1);
  expect(ids(pending)).toEqual(["b"]);
});

test("the culprit of a refusal is what the frame after the taken ones carried", () => {
  const pending = new Pending();
  for (const id of ["a", "b", "c"]) {
    pending.keep([edit(id)]);
    leave(pending);
  }
  expect(pending.carriedAfter(1).map((entry) => entry.edit)).toEqual([edit("b")]);
  expect(pending.carriedAfter(3)).toEqual([]);
  pending.durable(1);
  pending.drop(pending.carriedAfter(1));
  expect(ids(pending)).toEqual(["c"]);
});

test("what is sent a second time counts for all that it carries, in whichever order the counts come", () => {
  const pending = new Pending();
  for (const id of ["a", "b", "c"]) {
    pending.keep([edit(id)]);
    leave(pending);
  }
  const [first, , last] = pending.writings();
  // Asked for anew: the frames 4 and 5 carry what 1 to 3 did.
  pending.sent(first ?? null);
  pending.sent(last ?? null);
  pending.durable(4);
  expect(pending.size).toBe(0);
  expect(pending.writings()).toEqual([]);
});

test("what another document has already is not written there again", () => {
  const pending = new Pending();
  const kept = [new Uint8Array([1]), new Uint8Array([2]), new Uint8Array([3])];
  for (const [nth, bytes] of kept.entries()) {
    pending.keep([edit(`a${nth}`), edit(`b${nth}`)]);
    pending.emitted(bytes);
  }
  pending.keep([edit("not written")]);
  pending.rewriting((bytes) => bytes[0] === 2);
  expect(ids(pending)).toEqual(["a0", "b0", "a2", "b2", "not written"]);
  expect(pending.writings()).toEqual([]);
});
