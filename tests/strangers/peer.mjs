/**
 * Yjs on the other side of a pipe: a request a line, an answer a line. It reads updates and says what it
 * sees, or writes something random and says what it wrote. The numbers are bits, so that none is rounded.
 */

import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const Y = require("yjs");

const ROOTS = ["stickies", "links", "actions", "standups", "heartbeat", "moments"];
const number = new DataView(new ArrayBuffer(8));

/** One value as text, alike in both languages. */
function seen(value) {
  if (value === undefined) return "undefined";
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    // yrs knows no whole -0, and no field of a board tells it from 0.
    number.setFloat64(0, value === 0 ? 0 : value);
    return `#${number.getBigUint64(0).toString(16)}`;
  }
  if (Array.isArray(value)) return `[${value.map(seen).join(",")}]`;
  if (value instanceof Y.Text) return `text${JSON.stringify(value.toString())}`;
  if (value instanceof Y.Array) return `list[${value.toArray().map(seen).join(",")}]`;
  if (value instanceof Y.Map) return `map${entries([...value.entries()])}`;
  return entries(Object.entries(value));
}

const entries = (all) =>
  `{${all.map(([key, value]) => `${JSON.stringify(key)}:${seen(value)}`).sort().join(",")}}`;

const roots = (doc) => ROOTS.map((name) => seen(doc.getMap(name))).join(" ");

function read({ updates }) {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, Buffer.from(update, "base64"));
  const waits = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
  return { sees: roots(doc), waits };
}

/** A generator of our own, so that a seed means the same for ever. */
function dice(seed) {
  let state = seed * 2654435761 + 1;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state % sides;
  };
}

function edit(doc, roll) {
  const stickies = doc.getMap("stickies");
  const id = ["a", "b", "m"][roll(3)];
  const sticky = stickies.get(id);
  if (!(sticky instanceof Y.Map)) {
    const made = new Y.Map();
    made.set("text", new Y.Text("né 😀"));
    stickies.set(id, made);
    return;
  }
  const text = sticky.get("text");
  switch (roll(6)) {
    case 0: sticky.set("color", ["red", "blue", null][roll(3)]); break;
    case 1: sticky.set("at", ["current", `lane${roll(9)}`, "p", "V"]); break;
    case 2: sticky.set("on", [1.5, 1795500000000, -3, -0, 1e300][roll(6)]); break;
    case 3: if (text.length > 1) text.delete(roll(text.length - 1), 1); break;
    case 4: doc.getMap("heartbeat").set(`current:x:${roll(4)}`, roll(5) - 2); break;
    default: text.insert(roll(text.length + 1), ["a", "brief ", "é"][roll(3)]);
  }
}

function write({ basis, client, seed }) {
  const doc = new Y.Doc();
  doc.clientID = client;
  Y.applyUpdate(doc, Buffer.from(basis, "base64"));
  const updates = [];
  doc.on("update", (update) => updates.push(Buffer.from(update).toString("base64")));
  const before = Y.encodeStateVector(doc);
  const roll = dice(seed);
  for (let nth = 0; nth < 8; nth += 1) doc.transact(() => edit(doc, roll));
  const all = Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString("base64");
  return { updates, all, sees: roots(doc) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = request.kind === "read" ? read(request) : write(request);
  } catch (error) {
    answer = { fails: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
