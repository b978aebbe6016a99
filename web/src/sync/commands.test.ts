/** Commands: answers find their question, whatever the order, and nobody waits for ever. */
import { expect, test } from "vitest";
import { CommandDesk } from "./commands.ts";
import { World } from "./testing/world.ts";

function setUp() {
  const world = new World(3);
  const sent: Uint8Array[] = [];
  let connected = true;
  const env = world.env(() => ({ message: () => undefined, closed: () => undefined }));
  const desk = new CommandDesk(env, (frame) => {
    if (connected) sent.push(frame);
    return connected;
  });
  const cut = () => {
    connected = false;
    desk.disconnected();
  };
  return { desk, sent, cut };
}

test("each answer goes to its question", async () => {
  const { desk, sent } = setUp();
  const first = desk.comment("stickies/a", "Waarom?");
  const second = desk.lockFrame(true);
  expect(sent).toHaveLength(2);
  desk.hear(2, { ok: false, code: "right", detail: "not you" });
  desk.hear(1, { ok: true });
  desk.hear(1, { ok: false });
  desk.hear(99, { ok: true });
  expect(await first).toEqual({ ok: true });
  expect(await second).toEqual({ ok: false, code: "right", detail: "not you" });
});

test("a lost connection answers what was open and what comes after", async () => {
  const { desk, cut } = setUp();
  const open = desk.setName("Anna");
  cut();
  expect(await open).toMatchObject({ ok: false, code: "offline" });
  expect(await desk.resolveComment("c", true)).toMatchObject({ ok: false, code: "offline" });
});
