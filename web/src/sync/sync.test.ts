/**
 * Whole sessions against a small room: everything from an edit to another page, through slow disks,
 * lost connections, refusals, killed servers and sleep. Time is the test's own.
 */
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { Role } from "../generated/schema.ts";
import type { BoardSession } from "../model/session.ts";
import { openBoard } from "./open.ts";
import { drainFrame, FakeServer, noticeFrame, seedJourney } from "./testing/server.ts";
import { World } from "./testing/world.ts";

const CELL = { layer: "current", lane: "pains", phase: "wait", before: null } as const;

function setUp(seed = 1) {
  const world = new World(seed);
  const server = new FakeServer(world);
  seedJourney(server);
  const roles = new Map<string, Role>();
  const page = (member: string, role: Role = "editor"): BoardSession => {
    roles.set(member, role);
    return openBoard("b1", world.env(server.accept(member, () => roles.get(member) ?? role)));
  };
  return { world, server, page, roles };
}

/** The texts in the one cell that these tests use. */
function texts(page: BoardSession): string[] {
  const ids = page.store.cell(CELL.layer, CELL.lane, CELL.phase).get();
  return ids.map((id) => page.store.sticky(id).get()?.text ?? "");
}

function storedTexts(server: FakeServer): string[] {
  const stickies = server.stored("map").getMap("stickies") as Y.Map<Y.Map<unknown>>;
  return [...stickies.values()].map((one) => String(one.get("text"))).sort();
}

test("a sticky goes from one page to another, and is saved only when it is on disk", () => {
  const { world, server, page } = setUp();
  const [anna, joris] = [page("anna"), page("joris")];
  expect(anna.status.get()).toEqual({ kind: "opening" });
  world.run(500);
  expect(anna.store.ready.get()).toBe(true);
  expect(anna.status.get().kind).toBe("saved");
  expect(anna.me.get()).toMatchObject({ member: "anna", role: "editor" });
  const id = anna.edits.addSticky(CELL, "Brief onduidelijk");
  expect(id).not.toBeNull();
  expect(anna.status.get()).toMatchObject({ kind: "saving", pending: 1 });
  expect(storedTexts(server)).toEqual([]);
  world.run(200);
  expect(anna.status.get().kind).toBe("saved");
  expect(texts(joris)).toEqual(["Brief onduidelijk"]);
  expect(storedTexts(server)).toEqual(["Brief onduidelijk"]);
});

test("setting an equal value leaves nothing waiting", () => {
  const { world, page } = setUp();
  const anna = page("anna");
  world.run(500);
  const id = anna.edits.addSticky(CELL, "x", "red") ?? "";
  world.run(500);
  expect(anna.edits.recolour([id], "red")).toBe(false);
  expect(anna.status.get().kind).toBe("saved");
});

test("an edit made while a change is being told is kept like any other", () => {
  const { world, server, page } = setUp();
  const anna = page("anna");
  world.run(500);
  const stop = anna.store.count.subscribe(() => {
    stop();
    anna.edits.addSticky(CELL, "antwoord");
  });
  anna.edits.addSticky(CELL, "vraag");
  expect(anna.status.get()).toMatchObject({ kind: "saving", pending: 2 });
  world.run(500);
  expect(anna.status.get().kind).toBe("saved");
  expect(storedTexts(server)).toEqual(["antwoord", "vraag"]);
});

test("edits made without a connection wait, and arrive with the next one", () => {
  const { world, server, page } = setUp();
  const anna = page("anna");
  world.run(500);
  world.cut = true;
  anna.edits.addSticky(CELL, "in de trein");
  world.run(60_000);
  expect(anna.status.get()).toMatchObject({ kind: "offline", pending: 1 });
  expect(anna.unsent()?.edits).toBe(1);
  world.cut = false;
  anna.hint("online");
  world.run(1_000);
  expect(anna.status.get().kind).toBe("saved");
  expect(storedTexts(server)).toEqual(["in de trein"]);
});

test("a half-open connection after sleep is noticed within seconds and heals", () => {
  const { world, server, page } = setUp();
  const [anna, joris] = [page("anna"), page("joris")];
  world.run(500);
  server.mute = true;
  world.sleep(8 * 60 * 60 * 1_000);
  anna.edits.addSticky(CELL, "na het slapen");
  world.run(10);
  server.mute = false;
  server.kill();
  world.run(6_000);
  expect(anna.status.get().kind).toBe("saved");
  expect(texts(joris)).toEqual(["na het slapen"]);
});

test("silence alone ends a connection that nobody closed", () => {
  const { world, server, page } = setUp();
  const anna = page("anna");
  world.run(500);
  server.mute = true;
  world.run(25_000);
  expect(anna.status.get().kind).toBe("offline");
  server.mute = false;
  world.run(31_000);
  expect(anna.status.get().kind).toBe("saved");
});

test("what the server lost because it was not on disk is sent again", () => {
  const { world, server, page } = setUp();
  const [anna, joris] = [page("anna"), page("joris")];
  world.run(500);
  server.disk = 1_000;
  anna.edits.addSticky(CELL, "bijna weg");
  world.run(100);
  server.kill();
  server.disk = 30;
  world.run(3_000);
  expect(anna.status.get().kind).toBe("saved");
  expect(texts(joris)).toEqual(["bijna weg"]);
});

test("after a refusal the rest is replayed on a fresh document, the refused edit is offered", () => {
  const { world, server, page } = setUp();
  const [anna, joris] = [page("anna"), page("joris")];
  world.run(500);
  server.refuse = (_, bytes) => new TextDecoder().decode(bytes).includes("verboden");
  anna.edits.addSticky(CELL, "eerst");
  anna.edits.addSticky(CELL, "verboden");
  anna.edits.addSticky(CELL, "daarna");
  world.run(5_000);
  expect(anna.status.get().kind).toBe("saved");
  expect(texts(anna)).toEqual(["eerst", "daarna"]);
  expect(texts(joris)).toEqual(["eerst", "daarna"]);
  expect(anna.refusals.get()).toHaveLength(1);
  expect(anna.refusals.get()[0]?.text).toContain("verboden");
  anna.edits.addSticky(CELL, "en verder");
  world.run(500);
  expect(texts(joris)).toEqual(["eerst", "daarna", "en verder"]);
});

test("who is typing when a refusal swaps the document types on, with every letter in its place", () => {
  const { world, server, page } = setUp();
  const [anna, joris] = [page("anna"), page("joris")];
  world.run(500);
  const old = anna.edits.addSticky(CELL, "oud") ?? "";
  world.run(500);
  server.refuse = (_, bytes) => new TextDecoder().decode(bytes).includes("verboden");
  anna.edits.addSticky(CELL, "verboden");
  const fresh = anna.edits.addSticky(CELL, "C") ?? "";
  const editors = [old, fresh].map((id) => anna.text(`stickies/${id}`, "text"));
  for (const editor of editors) {
    let shown = editor?.get() ?? "";
    // As an editor does: what others write comes in, and own letters go at the end of what is seen.
    editor?.observe(() => {
      shown = editor.get();
    });
    for (const letter of "arla") {
      editor?.splice(shown.length, 0, letter);
      shown += letter;
      world.run(40);
    }
    world.run(5_000);
    expect(shown).toBe(editor?.get());
    editor?.splice(shown.length, 0, "!");
  }
  world.run(5_000);
  expect(texts(anna)).toEqual(["oudarla!", "Carla!"]);
  expect(texts(joris)).toEqual(["oudarla!", "Carla!"]);
});

test("offline work with one bad edit among it keeps the good ones", () => {
  const { world, server, page } = setUp();
  const anna = page("anna");
  world.run(500);
  world.cut = true;
  for (const text of ["a", "verboden", "b", "c"]) anna.edits.addSticky(CELL, text);
  server.refuse = (_, bytes) => new TextDecoder().decode(bytes).includes("verboden");
  world.run(30_000);
  world.cut = false;
  anna.hint("online");
  world.run(10_000);
  expect(storedTexts(server)).toEqual(["a", "b", "c"]);
  expect(anna.refusals.get().map((one) => one.edits)).toEqual([1]);
  expect(anna.status.get().kind).toBe("saved");
});

/** How much of a stranger a server takes at once, roughly: structs, whatever they are. */
function structs(bytes: Uint8Array): number {
  return Y.decodeUpdate(bytes).structs.length;
}

test("a day of work leaves in parts that the server takes, in order, and undo still knows it", () => {
  const { world, server, page } = setUp();
  const [anna, joris] = [page("anna"), page("joris")];
  world.run(500);
  const id = anna.edits.addSticky(CELL, "a".repeat(700)) ?? "";
  world.run(500);
  world.cut = true;
  const frames: number[] = [];
  server.refuse = (_, bytes) => {
    frames.push(structs(bytes));
    return structs(bytes) > 3_000;
  };
  const editor = anna.text(`stickies/${id}`, "text");
  for (let nth = 1; nth < 700; nth += 1) editor?.splice(2 * nth - 1, 0, "x");
  const lines = Array.from({ length: 1_500 }, (_, nth) => `regel ${nth}`);
  expect(anna.edits.addStickies(CELL, lines)).toHaveLength(1_500);
  world.run(60_000);
  world.cut = false;
  anna.hint("online");
  world.run(2_000);
  expect(anna.status.get().kind).toBe("saved");
  expect(frames.length).toBeGreaterThan(5);
  expect(Math.max(...frames)).toBeLessThan(3_000);
  expect(anna.refusals.get()).toEqual([]);
  joris.hint("online");
  world.run(1_000);
  expect(texts(joris)).toEqual(texts(anna));
  expect(texts(joris)).toEqual([`${"ax".repeat(699)}a`, ...lines]);
  expect(anna.undo.undo()).toMatchObject({ done: 1_500, left: [] });
  world.run(500);
  expect(texts(joris)).toEqual([`${"ax".repeat(699)}a`]);
});

test("it is saved when the last part is on disk, also when the line breaks in the middle of it", () => {
  const { world, server, page } = setUp();
  const [anna, joris] = [page("anna"), page("joris")];
  world.run(500);
  world.cut = true;
  const lines = Array.from({ length: 2_000 }, (_, nth) => `regel ${nth}`);
  anna.edits.addStickies(CELL, lines);
  world.run(60_000);
  world.cut = false;
  let taken = 0;
  server.refuse = () => {
    taken += 1;
    // The line breaks in the middle of it.
    if (taken === 4) world.cut = true;
    return false;
  };
  anna.hint("online");
  world.run(60_000);
  const arrived = storedTexts(server).length;
  expect(arrived).toBeGreaterThan(0);
  expect(arrived).toBeLessThan(2_000);
  expect(anna.status.get()).toMatchObject({ kind: "offline", pending: 2_000 });
  world.cut = false;
  anna.hint("online");
  world.run(1_000);
  expect(anna.status.get().kind).toBe("saved");
  expect(storedTexts(server)).toEqual(lines.toSorted());
  joris.hint("online");
  world.run(1_000);
  expect(texts(joris)).toEqual(lines);
});

test("what the server has of a refused replica without our knowing is not written again", () => {
  const { world, server, page } = setUp();
  const anna = page("anna");
  world.run(500);
  const id = anna.edits.addSticky(CELL, "woorden erbij") ?? "";
  world.run(500);
  const editor = anna.text(`stickies/${id}`, "text");
  editor?.splice(0, 0, "Nieuwe ");
  editor?.splice(14, 6, "");
  world.run(45);
  // It is on disk, and nobody told us.
  server.close(1006);
  server.refuse = (_, bytes) => new TextDecoder().decode(bytes).includes("verboden");
  anna.edits.addSticky(CELL, "verboden");
  anna.edits.addSticky(CELL, "daarna");
  world.run(10_000);
  expect(anna.status.get().kind).toBe("saved");
  expect(storedTexts(server)).toEqual(["Nieuwe woorden", "daarna"]);
  expect(texts(anna)).toEqual(["Nieuwe woorden", "daarna"]);
  expect(anna.refusals.get().map((one) => one.edits)).toEqual([1]);
});

test("whoever writes on gives back what a broken disk lost of their work", () => {
  const { world, server, page } = setUp();
  const anna = page("anna");
  world.run(500);
  for (const text of ["a", "b", "c"]) anna.edits.addSticky(CELL, text);
  world.run(500);
  server.restore(server.epoch);
  anna.edits.addSticky(CELL, "d");
  world.run(5_000);
  expect(anna.status.get().kind).toBe("saved");
  expect(storedTexts(server)).toEqual(["a", "b", "c", "d"]);
});

test("a role that is lowered under somebody's hands gives the work back as a file", () => {
  const { world, server, page, roles } = setUp();
  const anna = page("anna", "participant");
  world.run(500);
  world.cut = true;
  anna.edits.addSticky(CELL, "te laat");
  world.run(30_000);
  roles.set("anna", "viewer");
  world.cut = false;
  anna.hint("online");
  world.run(5_000);
  expect(anna.me.get().rights.map).toBe(false);
  expect(anna.edits.addSticky(CELL, "mag niet")).toBeNull();
  expect(anna.refusals.get().map((one) => one.why)).toEqual(["right"]);
  expect(texts(anna)).toEqual([]);
  expect(anna.status.get()).toMatchObject({ kind: "saved" });
  server.setRole("anna", "participant");
  world.run(500);
  expect(anna.edits.addSticky(CELL, "mag weer")).not.toBeNull();
  world.run(500);
  expect(storedTexts(server)).toEqual(["mag weer"]);
});

test("another history: the page starts afresh and offers what waited", () => {
  const { world, server, page } = setUp();
  const anna = page("anna");
  world.run(500);
  anna.edits.addSticky(CELL, "oud");
  world.run(500);
  world.cut = true;
  anna.edits.addSticky(CELL, "wachtte");
  world.run(30_000);
  server.restore();
  seedJourney(server);
  world.cut = false;
  anna.hint("online");
  world.run(5_000);
  expect(texts(anna)).toEqual([]);
  expect(storedTexts(server)).toEqual([]);
  expect(anna.refusals.get().map((one) => one.why)).toEqual(["other_history"]);
  anna.edits.addSticky(CELL, "nieuw");
  world.run(500);
  expect(storedTexts(server)).toEqual(["nieuw"]);
});

test("4409 with the same history replays on fresh documents", () => {
  const { world, server, page } = setUp();
  const anna = page("anna");
  world.run(500);
  server.disk = 5_000;
  anna.edits.addSticky(CELL, "blijft");
  server.close(4409);
  world.run(100);
  server.kill();
  server.disk = 30;
  world.run(5_000);
  expect(storedTexts(server)).toEqual(["blijft"]);
  expect(texts(anna)).toEqual(["blijft"]);
});

test("the page comes back after every code but the final ones", () => {
  for (const code of [1003, 1006, 1009, 1012, 1013, 4408, 4409, 4429]) {
    const { world, server, page } = setUp(code);
    const anna = page("anna");
    world.run(500);
    server.close(code);
    world.run(60_000);
    expect(anna.status.get().kind, String(code)).toBe("saved");
  }
  for (const [code, why] of [
    [4401, "sign_in"],
    [4403, "forbidden"],
    [4404, "no_board"],
    [4422, "unreadable"],
  ] as const) {
    const { world, server, page } = setUp(code);
    const anna = page("anna");
    world.run(500);
    const tries = server.addresses.length;
    server.close(code);
    world.run(60_000);
    expect(anna.status.get()).toMatchObject({ kind: "ended", why });
    expect(server.addresses).toHaveLength(tries);
  }
});

test("a draining server is left at the time it asked for", () => {
  const { world, server, page } = setUp();
  const anna = page("anna");
  world.run(500);
  server.say("anna", drainFrame(3_000));
  world.run(2_500);
  expect(server.addresses).toHaveLength(1);
  world.run(2_000);
  expect(server.addresses).toHaveLength(2);
  expect(anna.status.get().kind).toBe("saved");
});

test("two people type in one sticky, and others see it", () => {
  const { world, page } = setUp();
  const [anna, joris] = [page("anna"), page("joris")];
  world.run(500);
  const id = anna.edits.addSticky(CELL, "de brief") ?? "";
  world.run(500);
  const mine = anna.text(`stickies/${id}`, "text");
  const theirs = joris.text(`stickies/${id}`, "text");
  const heard: unknown[] = [];
  theirs?.observe((delta) => heard.push(delta));
  mine?.splice(8, 0, " kwam laat");
  theirs?.splice(0, 2, "Onze");
  world.run(500);
  expect(mine?.get()).toBe("Onze brief kwam laat");
  expect(theirs?.get()).toBe("Onze brief kwam laat");
  expect(heard).toHaveLength(1);
  expect(mine?.undo()).toBe(true);
  world.run(500);
  expect(joris.store.sticky(id).get()?.text).toBe("Onze brief");
  expect(anna.status.get().kind).toBe("saved");
});

test("a locked frame is for facilitators, and gives waiting work back to editors", () => {
  const { world, server, page } = setUp();
  const [anna, fatma] = [page("anna"), page("fatma", "facilitator")];
  world.run(500);
  expect(anna.me.get().rights.frame).toBe(true);
  world.cut = true;
  anna.edits.renamePhase("ask", "Vragen");
  world.run(30_000);
  world.cut = false;
  server.write("talk", (doc) => doc.getMap("session").set("frame_locked", true));
  for (const one of [anna, fatma]) one.hint("online");
  world.run(3_000);
  expect(anna.me.get().rights).toMatchObject({ frame: false, map: true });
  expect(fatma.me.get().rights.frame).toBe(true);
  expect(fatma.edits.renamePhase("ask", "Aanvragen")).toBe(true);
  world.run(500);
  expect(anna.store.structure("current").get().phases[0]?.title).toBe("Aanvragen");
  server.write("talk", (doc) => doc.getMap("session").delete("frame_locked"));
  world.run(500);
  expect(anna.edits.renamePhase("ask", "Vragen")).toBe(true);
  world.run(500);
  expect([anna.status.get().kind, fatma.status.get().kind]).toEqual(["saved", "saved"]);
});

test("the status says what the server says about its disk", () => {
  const { world, server, page } = setUp();
  const anna = page("anna");
  world.run(500);
  const kinds: string[] = [];
  for (const notice of ["storage_trouble", "read_only", "storage_back"] as const) {
    server.say("anna", noticeFrame(notice));
    world.run(50);
    kinds.push(anna.status.get().kind);
  }
  expect(kinds).toEqual(["storage_trouble", "read_only", "saved"]);
  server.say("anna", noticeFrame("almost_full"));
  world.run(50);
  expect(anna.status.get()).toEqual({ kind: "saved", almostFull: true });
});

test("bytes that are no frame end the connection, not the page", () => {
  const { world, server, page } = setUp();
  const anna = page("anna");
  world.run(500);
  server.say("anna", new Uint8Array([2, 2, 200, 1]));
  server.say("anna", new Uint8Array([2, 2, 3, 255, 255, 255]));
  world.run(5_000);
  expect(server.addresses.length).toBeGreaterThan(1);
  expect(anna.status.get().kind).toBe("saved");
});

/** One thing that happens in a storm; whether somebody wrote a sticky. */
function happen(world: World, server: FakeServer, one: BoardSession, round: number): boolean {
  const ids = one.store.cell(CELL.layer, CELL.lane, CELL.phase).get();
  const some = ids[world.random() % Math.max(1, ids.length)] ?? "";
  const dice = world.random() % 10;
  if (dice < 4) return one.edits.addSticky(CELL, `nr ${round}`) !== null;
  if (dice < 6) one.edits.moveStickies([some], { ...CELL, before: ids[0] ?? null });
  else if (dice < 7) one.text(`stickies/${some}`, "text")?.splice(0, 0, "x");
  else if (dice < 8) server.kill();
  else if (dice < 9) server.close(1006);
  else world.cut = !world.cut;
  return false;
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])("people in storm %i end with the same board", (seed) => {
  const { world, server, page } = setUp(seed);
  const pages = [page("anna"), page("joris"), page("mo")];
  world.run(500);
  let writes = 0;
  for (let round = 0; round < 60; round += 1) {
    const one = pages[world.random() % pages.length];
    if (one !== undefined && happen(world, server, one, round)) writes += 1;
    world.run(world.random() % 400);
  }
  world.cut = false;
  for (const one of pages) one.hint("online");
  world.run(90_000);
  expect(pages.map((one) => one.status.get().kind)).toEqual(["saved", "saved", "saved"]);
  const [first, ...others] = pages.map((one) => one.store.read());
  for (const other of others) expect(other).toEqual(first);
  expect(pages.flatMap((one) => one.refusals.get())).toEqual([]);
  expect(storedTexts(server)).toHaveLength(writes);
  expect(writes).toBeGreaterThan(10);
});
