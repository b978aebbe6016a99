/**
 * The store kept up to date edit by edit must show what a store that reads everything anew shows,
 * whatever people do; and it must tell only who is concerned, once.
 */
import { expect, test } from "vitest";
import * as Y from "yjs";
import { chance } from "./chance.ts";
import { Documents, REMOTE } from "./documents.ts";
import { Store } from "./select.ts";
import { journeyOf, meet, pageOf } from "./testing.ts";

const KINDS = ["frame", "map", "talk"] as const;
const LAYERS = ["current", "desired"];
const LANES = ["steps", "pains", "gains"];
const PHASES = ["a", "b", "c", "d"];

function record(docs: Documents, kind: "frame" | "map", root: string, id: string) {
  return docs.record(kind, root, id);
}

function make(
  docs: Documents,
  kind: "frame" | "map" | "talk",
  root: string,
  id: string,
  fields: object,
) {
  docs.map(kind, root).set(id, new Y.Map(Object.entries(fields)));
}

/** Something that people do, possible or not, sensible or not. */
function happen(docs: Documents, random: () => number): void {
  const pick = (from: readonly string[]) => from[random() % from.length] ?? "";
  const sticky = `s${random() % 30}`;
  const phase = pick(PHASES);
  const lane = pick(LANES);
  const at = [pick(LAYERS), lane, phase, pick(["A", "V", "k"])];
  const doings: readonly (() => void)[] = [
    () => make(docs, "map", "stickies", sticky, { at, text: new Y.Text(sticky), color: "red" }),
    () => record(docs, "map", "stickies", sticky)?.set("at", at),
    () => record(docs, "map", "stickies", sticky)?.set("gone", ["anna", random() % 100]),
    () => record(docs, "map", "stickies", sticky)?.delete("gone"),
    () => docs.text("map", "stickies", sticky, "text")?.insert(0, "x"),
    () => docs.map("map", "stickies").delete(sticky),
    () => make(docs, "frame", "phases", phase, { at: [null, pick(["A", "k"])], title: phase }),
    () => record(docs, "frame", "phases", phase)?.set("at", [pick(PHASES), "V"]),
    () => record(docs, "frame", "phases", phase)?.set("gone", ["joris", 5]),
    () => record(docs, "frame", "phases", phase)?.delete("gone"),
    () => make(docs, "frame", "lanes", lane, { kind: "free", title: lane, rank: pick(["A", "k"]) }),
    () => docs.map("frame", "lanes").delete(lane),
    () => make(docs, "frame", "layers", pick(LAYERS), { kind: "current", title: "", rank: "V" }),
    () => docs.map("frame", "legend").set("red", sticky),
    () => make(docs, "talk", "members", lane, { name: sticky, initials: "X", role: "viewer" }),
    () => docs.map("talk", "bin").set(`stickies/${sticky}`, random() % 100),
    () => docs.map("talk", "bin").set(`phases/${phase}`, random() % 100),
    () => docs.map("talk", "bin").delete(`stickies/${sticky}`),
    () => docs.map("talk", "session").set("frame_locked", random() % 2 === 0),
  ];
  doings[random() % doings.length]?.();
}

/** Every copy writes as a replica of its own. */
let replicas = 1;

function copyOf(docs: Documents): Documents {
  replicas += 1;
  const copy = new Documents(replicas);
  for (const kind of KINDS) Y.applyUpdate(copy.doc(kind), Y.encodeStateAsUpdate(docs.doc(kind)));
  return copy;
}

test.each([1, 2, 3, 4, 5])("edit by edit shows what reading anew shows (seed %i)", (seed) => {
  const random = chance(seed);
  const docs = new Documents(1);
  const store = new Store(docs);
  for (const layer of LAYERS) store.structure(layer);
  let stickies = 0;
  for (let step = 0; step < 400; step += 1) {
    if (random() % 3 > 0) happen(docs, random);
    else {
      const theirs = copyOf(docs);
      for (let more = random() % 4; more >= 0; more -= 1) happen(theirs, random);
      for (const kind of KINDS) {
        const bytes = Y.encodeStateAsUpdate(theirs.doc(kind), Y.encodeStateVector(docs.doc(kind)));
        Y.applyUpdate(docs.doc(kind), bytes, REMOTE);
      }
    }
    if (step % 10 > 0) continue;
    const anew = new Store(docs);
    const board = store.read();
    expect(board).toEqual(anew.read());
    stickies = Math.max(stickies, board.cells.length);
    for (const sticky of board.stickies.keys()) {
      expect(store.sticky(sticky).get()).toEqual(anew.sticky(sticky).get());
    }
    anew.close();
  }
  expect(stickies).toBeGreaterThan(2);
});

function filled(count: number): Documents {
  const docs = new Documents(1);
  docs.doc("frame").transact(() => {
    make(docs, "frame", "layers", "current", { kind: "current", title: "", rank: "V" });
    make(docs, "frame", "lanes", "pains", { kind: "pains", title: "", rank: "V" });
    for (const [at, id] of PHASES.entries()) {
      make(docs, "frame", "phases", id, { at: [null, `V${at + 1}`], title: id });
    }
  });
  docs.doc("map").transact(() => {
    for (let nth = 0; nth < count; nth += 1) {
      const at = ["current", "pains", PHASES[nth % 4], `V${nth + 1}`.replace(/0+$/, "")];
      make(docs, "map", "stickies", `s${nth}`, { at, text: new Y.Text("woord"), color: "red" });
    }
  });
  return docs;
}

test("a remote edit tells its sticky and its cells, and nobody else", () => {
  const docs = filled(400);
  const store = new Store(docs);
  const told: string[] = [];
  const watch = (name: string, value: { subscribe: (call: () => void) => unknown }) =>
    value.subscribe(() => told.push(name));
  for (let nth = 0; nth < 400; nth += 1) watch(`s${nth}`, store.sticky(`s${nth}`));
  for (const phase of PHASES) watch(phase, store.cell("current", "pains", phase));
  watch("structure", store.structure("current"));
  for (const name of ["meta", "layers", "unplaced", "bin", "count", "members"] as const) {
    watch(name, store[name]);
  }
  const theirs = copyOf(docs);
  const send = () => {
    const bytes = Y.encodeStateAsUpdate(theirs.doc("map"), Y.encodeStateVector(docs.doc("map")));
    Y.applyUpdate(docs.doc("map"), bytes, REMOTE);
  };
  docs.text("map", "stickies", "s5", "text");
  theirs.text("map", "stickies", "s5", "text")?.insert(0, "een ");
  send();
  expect(told).toEqual(["s5"]);
  told.length = 0;
  theirs.record("map", "stickies", "s5")?.set("at", ["current", "pains", "c", "A"]);
  send();
  expect(told.sort()).toEqual(["b", "c", "s5"]);
  expect(store.cell("current", "pains", "c").get()[0]).toBe("s5");
});

test("filling a board tells each value once", () => {
  const source = filled(2_000);
  const docs = new Documents(1_000_000);
  const store = new Store(docs);
  let told = 0;
  store.count.subscribe(() => {
    told += 1;
  });
  store.cell("current", "pains", "a").subscribe(() => {
    told += 1;
  });
  for (const kind of KINDS) {
    Y.applyUpdate(docs.doc(kind), Y.encodeStateAsUpdate(source.doc(kind)), REMOTE);
  }
  expect(store.count.get()).toBe(2_000);
  expect(told).toBe(2);
});

test("a swapped document shows what is in the new one, and tells only what differs", () => {
  const docs = filled(20);
  const store = new Store(docs);
  const told: string[] = [];
  store.sticky("s1").subscribe(() => told.push("s1"));
  store.sticky("s2").subscribe(() => told.push("s2"));
  const fresh = copyOf(docs);
  fresh.map("map", "stickies").delete("s2");
  docs.swap("map", fresh.doc("map"));
  expect(told).toEqual(["s2"]);
  expect(store.sticky("s2").get()).toBeNull();
  fresh.text("map", "stickies", "s1", "text")?.insert(0, "nog ");
  expect(store.sticky("s1").get()?.text).toBe("nog woord");
});

test("what others change is told once the board is ready, and one's own never", () => {
  const [anna, joris] = [pageOf("anna", 1), pageOf("joris", 2)];
  const told: unknown[] = [];
  joris.store.onRemote((changes) => told.push(...changes));
  const ids = journeyOf(anna);
  meet(anna, joris);
  expect(told).toEqual([]);
  joris.store.ready.set(true);
  const spot = { layer: "current", lane: ids.pains, phase: ids.ask, before: null };
  const sticky = anna.edits.addSticky(spot, "brief") ?? "";
  meet(anna, joris);
  expect(told).toEqual([{ record: `stickies/${sticky}`, phase: ids.ask }]);
  joris.edits.recolour([sticky], "blue");
  joris.edits.renameLane(ids.pains, "Pijn");
  meet(anna, joris);
  expect(told).toHaveLength(1);
});
