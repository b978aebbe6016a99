/** Presence: the pace of what goes out, and that what comes in concerns nobody else. */
import { expect, test } from "vitest";
import { decode, type PresenceEntry, presence, presenceEntries } from "./frames.ts";
import { PresenceBook } from "./presence.ts";
import { World } from "./testing/world.ts";

const USER = {
  id: "joris",
  name: "Joris",
  initials: "J",
  team: null,
  role: "editor",
  color: "blue",
};

function setUp() {
  const world = new World(1);
  const sent: PresenceEntry[] = [];
  const env = world.env(() => ({ message: () => undefined, closed: () => undefined }));
  const book = new PresenceBook(env, 7, (frame) => {
    const heard = decode(frame);
    if (heard?.kind === "presence") sent.push(...presenceEntries(heard.update));
  });
  const hear = (...entries: PresenceEntry[]) => {
    const heard = decode(presence(entries));
    if (heard?.kind === "presence") book.hear(heard.update);
  };
  return { world, sent, book, hear };
}

test("nothing goes out before hello; then at most twenty times a second, the last state always", () => {
  const { world, sent, book } = setUp();
  book.show({ focus: "stickies/a" });
  world.run(1_000);
  expect(sent).toEqual([]);
  book.greeted("anna");
  for (let nth = 0; nth < 100; nth += 1) {
    book.show({ pointer: { lane: "pains", phase: "ask", x: nth / 100, y: 0 } });
    world.run(10);
  }
  world.run(100);
  expect(sent.length).toBeLessThanOrEqual(22);
  expect(sent.length).toBeGreaterThan(15);
  expect(sent.at(-1)?.state).toEqual({ pointer: { lane: "pains", phase: "ask", x: 0.99, y: 0 } });
});

test("it is renewed before it runs out, and says more than before after a reconnect", () => {
  const { world, sent, book } = setUp();
  book.greeted("anna");
  world.run(46_000);
  expect(sent.map((entry) => entry.clock)).toEqual([1, 2, 3, 4]);
  book.disconnected();
  world.run(60_000);
  expect(sent).toHaveLength(4);
  book.greeted("anna");
  world.run(10);
  expect(sent.at(-1)?.clock).toBe(5);
});

test("a moving pointer tells its window, not the records nor the people", () => {
  const { book, hear } = setUp();
  book.greeted("anna");
  hear({ id: 9, clock: 1, state: { user: USER, focus: "stickies/a" } });
  expect(book.people.get()).toEqual([USER]);
  expect(
    book
      .at("stickies/a")
      .get()
      .map((window) => window.key),
  ).toEqual([9]);
  const told: string[] = [];
  book.people.subscribe(() => told.push("people"));
  book.windows.subscribe(() => told.push("windows"));
  book.window(9).subscribe(() => told.push("window"));
  book.at("stickies/b").subscribe(() => told.push("b"));
  const pointer = { lane: "pains", phase: "ask", x: 0.5, y: 0.5 };
  hear({ id: 9, clock: 2, state: { user: USER, pointer, focus: "stickies/b" } });
  expect(told).toEqual(["window", "b"]);
  expect(book.at("stickies/a").get()).toEqual([]);
  expect(book.window(9).get()?.state.pointer).toEqual(pointer);
});

test("leaving, old news, and nonsense", () => {
  const { world, book, hear } = setUp();
  book.greeted("anna");
  hear({ id: 9, clock: 5, state: { user: USER } });
  hear({ id: 9, clock: 4, state: null });
  expect(book.windows.get()).toEqual([9]);
  hear({ id: 9, clock: 5, state: null });
  expect(book.windows.get()).toEqual([]);
  expect(book.whoIs(9)).toBe("joris");
  hear({ id: 10, clock: 1, state: "?" }, { id: 11, clock: 1, state: { user: USER, drag: 5 } });
  expect(book.windows.get()).toEqual([11]);
  expect(book.window(11).get()?.state).toEqual({});
  hear({ id: 12, clock: 1, state: { user: { ...USER, id: "anna" } } });
  expect(book.people.get().map((person) => person.id)).toEqual(["joris"]);
  book.disconnected();
  world.run(100);
  book.greeted("anna");
  hear({ id: 11, clock: 1, state: { user: USER } });
  world.run(3_000);
  expect(book.windows.get()).toEqual([11]);
});
