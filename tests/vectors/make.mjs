/**
 * Writes `yjs.json`: documents made by Yjs itself, by hand, without any model of ours: what our page
 * would write, and what strangers may write. Rust reads them; the expected boards are filled in by
 * its own test (see README.md). Run: `node tests/vectors/make.mjs`, with the page's packages installed.
 */

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const Y = require("yjs");

const documents = (client) => {
  const make = () => Object.assign(new Y.Doc(), { clientID: client });
  return { frame: make(), map: make() };
};

const record = (doc, root, id, fields) =>
  doc.transact(() => {
    const map = new Y.Map();
    doc.getMap(root).set(id, map);
    for (const [key, value] of Object.entries(fields)) {
      map.set(key, typeof value === "function" ? value() : value);
    }
  });

const text = (words) => () => new Y.Text(words);
const bytes = (doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString("base64");

const frame = (doc) => {
  record(doc, "layers", "current", { kind: "current", title: "Nu", rank: "V" });
  record(doc, "lanes", "pains", { kind: "pains", title: "Knelpunten", rank: "V" });
  record(doc, "phases", "besluit", { at: [null, "V"], title: "Besluit" });
  record(doc, "personas", "klaas", {
    name: "Klaas", color: "blue", marker: "star", rank: "V", who: text("74 jaar"),
    contact: text(""), barriers: text(""), needs: text(""),
  });
};

const sticky = (words, more = {}) => ({
  at: ["current", "pains", "besluit", "V"], text: text(words), color: "red", by: "anna",
  on: 1795500000000, ...more,
});

const cases = [
  {
    name: "by_hand",
    what: "What a page writes, with letters outside the first plane, and numbers of every size.",
    make({ frame: doc, map }) {
      frame(doc);
      record(map, "stickies", "a", sticky("né 😀", { "tag:x": true, evidence: "data" }));
      record(map, "actions", "x", {
        title: text("Bel eerst"), status: "todo", rank: "V", due: 1795500000001,
        log: () => Y.Array.from([{ on: 1, by: "anna", status: "todo", note: "" }]),
      });
      record(map, "standups", "y", {
        on: 3, by: "anna", notes: text("klaar"), seen: () => new Y.Map([["x", "todo"]]),
      });
      map.getMap("heartbeat").set("current:klaas:besluit", -2);
      doc.getText("text.goal").insert(0, "Minder papier");
      doc.getMap("values").set("current:m:besluit", 0.5);
      map.getMap("stickies").get("a").get("text").insert(3, "ik snap ");
      map.getMap("stickies").get("a").get("text").delete(0, 3);
    },
  },
  {
    name: "newer_page",
    what: "Fields, words and roots that this version does not know are kept, and shown as they are.",
    make({ frame: doc, map }) {
      frame(doc);
      record(map, "stickies", "a", sticky("brief", {
        color: "turquoise", evidence: "rumour", weight: 2.5, note: text("later"), parts: [1, { a: null }],
      }));
      record(doc, "stages", "s", { purpose: "celebrate", title: "Vieren", rank: "V" });
      doc.getMap("meta").set("mood", "goed");
      doc.getMap("songs").set("a", 1);
    },
  },
  {
    name: "strangers",
    what: "Wrong types everywhere: read as defaults or skipped, never a crash.",
    make({ frame: doc, map }) {
      frame(doc);
      const stickies = map.getMap("stickies");
      stickies.set("plain", "geen record");
      stickies.set("list", new Y.Array());
      stickies.set("no id", new Y.Map());
      record(map, "stickies", "empty", {});
      record(map, "stickies", "strings", sticky("", { text: "een gewone tekst", on: "gisteren" }));
      record(map, "stickies", "shapes", sticky("x", { at: [1, 2, 3, 4], color: 5, by: null, gone: true }));
      record(map, "stickies", "short", sticky("x", { at: ["current", "pains"] }));
      record(map, "stickies", "rank", sticky("x", { at: ["current", "pains", "besluit", "~ é"] }));
      record(map, "stickies", "set", sticky("x", { "persona:klaas": 1, persona: true, "tag:": true }));
      record(map, "stickies", "file", sticky("x", { file: new Uint8Array([1, 2]), on: 1.5, bucket: NaN }));
      record(map, "links", "nowhere", { kind: "leads_to" });
      record(map, "actions", "flat", { title: "tekst", status: 1, rank: null, log: ["x", { on: 1 }] });
      map.getMap("heartbeat").set("current:klaas:besluit", 7);
      map.getMap("heartbeat").set("current:klaas", 1);
      map.getMap("moments").set("current:klaas:peak", 1);
      record(doc, "phases", "flat", { at: "besluit", title: 1 });
      record(doc, "phases", "bad", { at: [{}, "V"], title: "x" });
      doc.getMap("meta").set("title", 12);
      doc.getMap("meta").set("scale", 9);
      doc.getMap("text.goal").set("a", 1);
    },
  },
];

const made = cases.map(({ name, what, make }) => {
  const docs = documents(77);
  make(docs);
  const step = (document) => ({ on: 1, document, bytes: bytes(docs[document]) });
  return { name, what, steps: [step("frame"), step("map")] };
});
writeFileSync(new URL("yjs.json", import.meta.url), `${JSON.stringify(made, null, 1)}\n`);
