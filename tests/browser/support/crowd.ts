/** Fills a board with many stickies through a stock client: for benchmarks and pictures. */
import WebSocket from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { Server } from "./server.ts";

const LANES = ["steps", "touchpoints", "thoughts", "pains", "gains", "backstage", "opportunities"];
const PHASES = ["aanslag", "orienteren", "papieren", "formulier", "wachten", "besluit", "niet-eens"];
const COLORS = ["yellow", "orange", "red", "pink", "purple", "blue", "green", "grey"];
const WORDS = [
  "De brief is lang en lastig",
  "Belt met de gemeente en wacht tien minuten",
  "Weet niet welke papieren nodig zijn",
  "Krijgt hulp van de buurvrouw",
  "De website legt het goed uit",
  "Moet hetzelfde nog een keer opsturen",
];

/** In one change; a board takes some two thousand stickies at once, and five hundred values of a flat root. */
const AT_ONCE = 500;

const pick = (list: readonly string[], nth: number) => list[nth % list.length] ?? "";

function connect(server: Server, board: string, token: string, doc: Y.Doc): WebsocketProvider {
  return new WebsocketProvider(`${server.url.replace("http", "ws")}/sync`, board, doc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    protocols: [`bearer.${token}`],
    disableBc: true,
  });
}

function add(doc: Y.Doc, nth: number): void {
  const sticky = new Y.Map<unknown>();
  const text = new Y.Text();
  text.insert(0, `${pick(WORDS, nth * 5)} (${nth})`);
  const lane = pick(LANES, nth);
  const phase = pick(PHASES, Math.floor(nth / LANES.length));
  sticky.set("at", ["current", lane, phase, `m${String(nth).padStart(5, "0")}V`]);
  sticky.set("text", text);
  sticky.set("color", pick(COLORS, nth));
  sticky.set("by", "crowd");
  sticky.set("on", 1_700_000_000_000 + nth);
  doc.getMap("stickies").set(`crowd-${nth}`, sticky);
}

/**
 * Writes through a stock client, in changes that a board takes at once, and waits until others see it: it is
 * on disk then.
 */
async function write(
  server: Server,
  board: string,
  count: number,
  each: (doc: Y.Doc, nth: number) => void,
  isThere: (doc: Y.Doc) => boolean,
): Promise<void> {
  const token = await server.token(board, "participant");
  const doc = new Y.Doc();
  const provider = connect(server, board, token, doc);
  await new Promise<void>((done) => provider.once("sync", () => done()));
  for (let from = 0; from < count; from += AT_ONCE) {
    doc.transact(() => {
      for (let nth = from; nth < Math.min(count, from + AT_ONCE); nth += 1) each(doc, nth);
    });
  }
  const reader = new Y.Doc();
  const second = connect(server, board, token, reader);
  await new Promise<void>((done) => {
    const look = () => {
      if (isThere(reader)) done();
    };
    reader.on("update", look);
    look();
  });
  provider.destroy();
  second.destroy();
}

/** Adds so many stickies, spread evenly over the cells of the demo board. */
export async function fill(server: Server, board: string, count: number): Promise<void> {
  await write(server, board, count, add, (doc) => doc.getMap("stickies").size >= count);
}

/** Gives so many spots of the hartslag this value. */
export async function feel(server: Server, board: string, count: number, value: number) {
  const spots = (doc: Y.Doc) => doc.getMap<unknown>("heartbeat");
  await write(
    server,
    board,
    count,
    (doc, nth) => spots(doc).set(`current:crowd:spot-${nth}`, value),
    (doc) => [...spots(doc).values()].filter((one) => one === value).length >= count,
  );
}

/** How often each value stands on those spots, as somebody reads it who comes in now. */
export async function feelings(server: Server, board: string): Promise<ReadonlyMap<unknown, number>> {
  const reader = new Y.Doc();
  const provider = connect(server, board, await server.token(board, "viewer"), reader);
  await new Promise<void>((done) => provider.once("sync", () => done()));
  provider.destroy();
  const counts = new Map<unknown, number>();
  for (const [spot, value] of reader.getMap<unknown>("heartbeat")) {
    if (spot.startsWith("current:crowd:")) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** Somebody who types without end in a sticky of their own, through a stock client; stop it to end. */
export async function typist(server: Server, board: string, phase: string): Promise<() => void> {
  const token = await server.token(board, "participant");
  const doc = new Y.Doc();
  const provider = connect(server, board, token, doc);
  await new Promise<void>((done) => provider.once("sync", () => done()));
  const text = new Y.Text();
  doc.transact(() => {
    const sticky = new Y.Map<unknown>();
    sticky.set("at", ["current", "gains", phase, `z${phase}`]);
    sticky.set("text", text);
    sticky.set("color", "green");
    sticky.set("by", "typist");
    sticky.set("on", 1_700_000_000_000);
    doc.getMap("stickies").set(`typist-${phase}`, sticky);
  });
  const typing = setInterval(() => {
    if (text.length > 200) text.delete(0, text.length);
    text.insert(text.length, text.length % 6 === 5 ? " " : "a");
  }, 60);
  return () => {
    clearInterval(typing);
    provider.destroy();
  };
}

/** Throws so many of the crowd's stickies away. */
export async function throwAllAway(server: Server, board: string, count: number): Promise<void> {
  const stickies = (doc: Y.Doc) => doc.getMap<Y.Map<unknown>>("stickies");
  await write(
    server,
    board,
    count,
    (doc, nth) => stickies(doc).get(`crowd-${nth}`)?.set("gone", ["crowd", 1_700_000_000_000]),
    (doc) => [...stickies(doc).values()].filter((one) => one.has("gone")).length >= count,
  );
}
