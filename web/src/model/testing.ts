/**
 * A person at a board without a server, for tests: documents, store, edits and undo of one page, and
 * a way to hand what one page wrote to another.
 */
import * as Y from "yjs";
import { chance } from "./chance.ts";
import { Documents, KINDS, REMOTE } from "./documents.ts";
import { editsOf } from "./edits.ts";
import { Journal } from "./journal.ts";
import type { Env } from "./outside.ts";
import { Store } from "./select.ts";
import type { Me } from "./session.ts";
import { Binding } from "./text.ts";
import { History } from "./undo.ts";
import { Slot } from "./value.ts";

const ALL = {
  comment: true,
  map: true,
  frame: true,
  notes: true,
  look: true,
  lead: true,
  manage: true,
};

export type Page = ReturnType<typeof pageOf>;

/** One person; `client` numbers the replica and seeds the chance. */
export function pageOf(member: string, client: number) {
  const docs = new Documents(client);
  const store = new Store(docs);
  let now = client * 1_000;
  const journal = new Journal(docs, () => {
    now += 1;
    return [member, now];
  });
  const whoIs = (writer: number) => (writer === 1 ? "anna" : writer === 2 ? "joris" : null);
  const undo = new History(docs, journal, whoIs);
  const me = new Slot<Me>({ member, name: member, role: "owner", rights: ALL });
  const env = { random: chance(client), now: () => now } as Partial<Env> as Env;
  const edits = editsOf({ docs, store, journal, history: undo, me, env });
  const type = (id: string) => {
    const text = docs.text("map", "stickies", id, "text");
    if (text === null) throw new Error(`no sticky ${id}`);
    const desk = {
      docs,
      journal,
      mayWrite: () => true,
      typed: (typing: Omit<Parameters<History["pushTyping"]>[1], "record">) =>
        undo.pushTyping(
          { name: "type", count: 1, subject: "" },
          { ...typing, record: `stickies/${id}` },
        ),
    };
    return new Binding(desk, { document: "map", root: "stickies", id, field: "text" }, text, 2_000);
  };
  const texts = (lane: string, phase: string) =>
    store
      .cell("current", lane, phase)
      .get()
      .map((id) => store.sticky(id).get()?.text);
  return { docs, store, journal, undo, me, edits, type, texts };
}

/** Everybody learns what everybody wrote. */
export function meet(...pages: readonly Page[]): void {
  for (const from of pages) {
    for (const to of pages) {
      for (const kind of KINDS) {
        const vector = Y.encodeStateVector(to.docs.doc(kind));
        const bytes = Y.encodeStateAsUpdate(from.docs.doc(kind), vector);
        if (from !== to) Y.applyUpdate(to.docs.doc(kind), bytes, REMOTE);
      }
    }
  }
}

/** Two lanes, two phases and a layer, made by the page itself; their ids by title. */
export function journeyOf(page: Page) {
  page.journal.commit([
    {
      kind: "create",
      document: "frame",
      root: "layers",
      id: "current",
      fields: { kind: "current", title: "Huidig", rank: "V" },
    },
  ]);
  const [ask = "", wait = ""] = page.edits.addPhases(["Aanvragen", "Wachten"]);
  const steps = page.edits.addLane("steps", "Stappen", "", null) ?? "";
  const pains = page.edits.addLane("pains", "Knelpunten", "Wat gaat niet goed?", null) ?? "";
  return { ask, wait, steps, pains };
}
