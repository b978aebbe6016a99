/** Commands: answers find their question, whatever the order, and nobody waits for ever. */
import * as decoding from "lib0/decoding";
import { expect, test } from "vitest";
import { LASTING_REQUEST } from "../generated/limits.ts";
import { CommandDesk } from "./commands.ts";
import { World } from "./testing/world.ts";

/** The number of a request, and what it asks. */
function read(frame: Uint8Array): readonly [number, string] {
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  return [decoding.readVarUint(decoder), decoding.readVarString(decoder)];
}

function setUp() {
  const world = new World(3);
  const sent: (readonly [number, string])[] = [];
  let connected = true;
  const env = world.env(() => ({ message: () => undefined, closed: () => undefined }));
  const desk = new CommandDesk(env, (frame) => {
    if (connected) sent.push(read(frame));
    return connected;
  });
  const cut = () => {
    connected = false;
    desk.disconnected();
  };
  const mend = () => {
    connected = true;
    desk.connected();
  };
  return { world, desk, sent, cut, mend };
}

test("each answer goes to its question", async () => {
  const { desk, sent } = setUp();
  const first = desk.comment("stickies/a", "Waarom?");
  const second = desk.lockFrame(true);
  const [one, two] = sent.map(([request]) => request);
  expect(one).toBeGreaterThanOrEqual(LASTING_REQUEST);
  desk.hear(two ?? 0, { ok: false, code: "right", detail: "not you" });
  desk.hear(one ?? 0, { ok: true });
  desk.hear(one ?? 0, { ok: false });
  desk.hear(99, { ok: true });
  expect(await first).toEqual({ ok: true });
  expect(await second).toEqual({ ok: false, code: "right", detail: "not you" });
});

test("what was on its way when the connection broke is asked again, once, under its number", async () => {
  const { desk, sent, cut, mend } = setUp();
  const heard = desk.setTimer(60);
  const first = desk.setTimer(300);
  const second = desk.takeBack("guest", 5);
  desk.hear(sent[0]?.[0] ?? 0, { ok: true });
  expect(await heard).toEqual({ ok: true });
  cut();
  // Whoever asks now has no connection, and hears it.
  expect(await desk.ownOnly(true)).toMatchObject({ ok: false, code: "offline" });
  mend();
  // The server says hello again when rights change; that is no new connection.
  desk.connected();
  expect(sent.slice(3)).toEqual(sent.slice(1, 3));
  desk.hear(sent[1]?.[0] ?? 0, { ok: true });
  desk.hear(sent[2]?.[0] ?? 0, { ok: true, taken: { back: 3, left: 1 } });
  expect(await first).toEqual({ ok: true });
  expect(await second).toEqual({ ok: true, taken: { back: 3, left: 1 } });
});

test("nobody waits for ever for a connection, and what was given up is not asked later", async () => {
  const { world, desk, sent, cut, mend } = setUp();
  const open = desk.setName("Anna");
  cut();
  world.run(14_000);
  mend();
  expect(sent).toHaveLength(2);
  cut();
  world.run(60_000);
  expect(await open).toMatchObject({ ok: false, code: "offline" });
  mend();
  expect(sent).toHaveLength(2);
});

test("two pages of one person use other numbers", () => {
  const seeds = [1, 2].map((seed) => {
    const env = new World(seed).env(() => ({ message: () => undefined, closed: () => undefined }));
    let request = 0;
    const desk = new CommandDesk(env, (frame) => {
      [request] = read(frame);
      return true;
    });
    void desk.ownOnly(true);
    return request;
  });
  expect(Math.abs((seeds[0] ?? 0) - (seeds[1] ?? 0))).toBeGreaterThan(1_000);
});
