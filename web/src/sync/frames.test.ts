/** Frames as bytes: the worked examples of the protocol, and that no bytes ever throw. */
import { expect, test } from "vitest";
import { chance } from "../model/chance.ts";
import {
  alive,
  command,
  decode,
  presence,
  presenceEntries,
  step1,
  step2,
  update,
} from "./frames.ts";

const text = (words: string) => [words.length, ...new TextEncoder().encode(words)];

test("what the page sends, byte for byte", () => {
  expect([...step1("map", new Uint8Array([0]))]).toEqual([2, 0, 1, 0]);
  expect([...step2("frame", new Uint8Array([0, 0]))]).toEqual([1, 1, 2, 0, 0]);
  expect([...update("drafts", new Uint8Array([7]))]).toEqual([5, 2, 1, 7]);
  expect([...command(300, { kind: "frame_lock", locked: true })]).toEqual([
    0,
    4,
    0xac,
    2,
    ...text('{"kind":"frame_lock","locked":true}'),
  ]);
  expect([...alive()]).toEqual([0, 8]);
  const own = presence([{ id: 7, clock: 2, state: null }]);
  expect([...own]).toEqual([0, 1, 8, 1, 7, 2, ...text("null")]);
  expect(presenceEntries(own.subarray(3))).toEqual([{ id: 7, clock: 2, state: null }]);
});

test("what the server says", () => {
  const read = (...bytes: number[]) => decode(new Uint8Array(bytes));
  const hello = { epoch: "e", member: "m", name: "n", role: "editor", channels: [1, 2], now: 5 };
  expect(read(0, 0, ...text(JSON.stringify(hello)))).toEqual({
    kind: "hello",
    hello: { ...hello, channels: ["frame", "map"] },
  });
  expect(read(2, 0, 1, 9)).toMatchObject({ kind: "step_1", document: "map" });
  expect(read(2, 1, 1, 9)).toMatchObject({ kind: "update", document: "map", answer: true });
  expect(read(0, 2, 1, 2, 0xac, 2)).toEqual({ kind: "durable", counts: [["map", 300]] });
  expect(read(0, 3, 1, 4, 2, ...text("no"))).toEqual({
    kind: "refused",
    document: "frame",
    code: "shape",
    taken: 2,
    reason: "no",
  });
  expect(read(0, 6, 5)).toEqual({ kind: "drain", millis: 5 });
  expect(read(0, 7, ...text('{"kind":"read_only"}'))).toEqual({
    kind: "notice",
    notice: "read_only",
  });
  expect(read(0, 8)).toEqual({ kind: "alive" });
  expect(read(0, 99, 1, 2)).toEqual({ kind: "unknown" });
});

test("what is no frame is null, never an exception and never read past its end", () => {
  for (const bytes of [[], [0], [2, 0, 5, 1], [0, 8, 1], [0, 0, ...text("{}")], [0, 7, 1, 0x7b]]) {
    expect(decode(new Uint8Array(bytes))).toBeNull();
  }
  const whole = new Uint8Array([2, 0, 5, 1, 2, 3, 4, 5]);
  expect(decode(whole.subarray(0, 4))).toBeNull();
  const random = chance(9);
  let frames = 0;
  for (let nth = 0; nth < 20_000; nth += 1) {
    const bytes = Uint8Array.from({ length: random() % 12 }, () => random() % 12);
    if (decode(bytes) !== null) frames += 1;
    presenceEntries(bytes);
  }
  expect(frames).toBeGreaterThan(100);
});
