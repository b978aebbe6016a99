/** How changes that wait are put together into frames, and what a document has of them. */
import { expect, test } from "vitest";
import * as Y from "yjs";
import { PAGE_FRAME_BYTES, PAGE_FRAME_PIECES } from "../generated/limits.ts";
import { holds, isBehind, partsOf } from "./parts.ts";

function changes(count: number, write: (doc: Y.Doc, nth: number) => void) {
  const doc = new Y.Doc();
  const list: { bytes: Uint8Array }[] = [];
  doc.on("update", (bytes: Uint8Array) => list.push({ bytes }));
  for (let nth = 0; nth < count; nth += 1) doc.transact(() => write(doc, nth));
  return { doc, list };
}

const letter = (doc: Y.Doc, nth: number) => doc.getText("t").insert(Math.floor(nth / 2), "x");

test("every part is small, and all of them together say everything", () => {
  const { doc, list } = changes(2_000, letter);
  const parts = partsOf(list);
  expect(parts.flat()).toEqual(list);
  expect(parts.length).toBe(Math.ceil(2_000 / PAGE_FRAME_PIECES));
  const other = new Y.Doc();
  for (const part of parts) Y.applyUpdate(other, Y.mergeUpdates(part.map(({ bytes }) => bytes)));
  expect(other.getText("t").toString()).toBe(doc.getText("t").toString());
});

test("parts are bounded in bytes and by what they delete, too; what is larger goes alone", () => {
  const long = changes(40, (doc) => doc.getText("t").insert(0, "x".repeat(PAGE_FRAME_BYTES / 10)));
  for (const part of partsOf(long.list)) {
    const bytes = part.reduce((sum, one) => sum + one.bytes.length, 0);
    expect(bytes).toBeLessThanOrEqual(PAGE_FRAME_BYTES);
    expect(part.length).toBeGreaterThan(1);
  }
  const huge = changes(3, (doc) => doc.getText("t").insert(0, "x".repeat(2 * PAGE_FRAME_BYTES)));
  expect(partsOf(huge.list).map((part) => part.length)).toEqual([1, 1, 1]);
  const set = changes(PAGE_FRAME_PIECES, (doc, nth) => doc.getMap("m").set("k", nth));
  expect(partsOf(set.list).length).toBe(2);
  expect(partsOf([])).toEqual([]);
});

test("a document holds a change when it has all of it, also what it only takes away", () => {
  const { doc, list } = changes(3, (doc, nth) => {
    const text = doc.getText("t");
    if (nth < 2) text.insert(0, "ab");
    else text.delete(1, 2);
  });
  const other = new Y.Doc();
  for (const { bytes } of list.slice(0, 2)) Y.applyUpdate(other, bytes);
  const seen = () => list.map(({ bytes }) => holds(other)(bytes));
  expect(seen()).toEqual([true, true, false]);
  other.getText("t").delete(1, 1);
  expect(seen()).toEqual([true, true, false]);
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  expect(seen()).toEqual([true, true, true]);
  expect(list.map(({ bytes }) => holds(new Y.Doc())(bytes))).toEqual([false, false, false]);
});

test("a replica is behind when it has less than a change builds on", () => {
  const { doc, list } = changes(3, letter);
  const vector = (count: number) => {
    const other = new Y.Doc();
    for (const { bytes } of list.slice(0, count)) Y.applyUpdate(other, bytes);
    return Y.encodeStateVector(other);
  };
  const last = list[2] ?? { bytes: new Uint8Array() };
  expect([0, 1, 2, 3].map((count) => isBehind(vector(count), doc.clientID, last))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
