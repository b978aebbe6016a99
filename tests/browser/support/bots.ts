/**
 * Many people on one board without browsers: each has a socket of their own, types in a sticky of
 * their own and moves a pointer. They do not read what the others do, so thirty cost little.
 */
import WebSocket from "ws";
import * as Y from "yjs";
import type { Server } from "./server.ts";

const SYNC = 0;
const AWARENESS = 1;
const UPDATE = 2;
/** Five letters a second each, as fast as a good typist. */
const TYPE_EVERY_MS = 200;
const TEXT_MAX = 120;
const LETTERS = "een zin die steeds langer wordt ";

const LANES = ["steps", "touchpoints", "thoughts", "pains", "gains", "backstage", "opportunities"];
const PHASES = ["aanslag", "orienteren", "papieren", "formulier", "wachten", "besluit", "daarna"];

/** A number as the wire writes it: seven bits a byte, the last without the high bit. */
function varUint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

const sized = (bytes: Uint8Array): number[] => [...varUint(bytes.length), ...bytes];

function update(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([SYNC, UPDATE, ...sized(bytes)]);
}

function presence(client: number, clock: number, state: unknown): Uint8Array {
  const said = sized(new TextEncoder().encode(JSON.stringify(state)));
  const states = Uint8Array.from([1, ...varUint(client), ...varUint(clock), ...said]);
  return Uint8Array.from([AWARENESS, ...sized(states)]);
}

/** Somebody who types. */
interface Bot {
  /** Stops, and gives what the sticky should say; the connection stays until `leave`. */
  readonly stop: () => string;
  readonly leave: () => void;
}

async function bot(server: Server, board: string, nth: number): Promise<Bot> {
  const token = await server.token(board, "participant");
  const address = `${server.url.replace("http", "ws")}/sync/${board}`;
  const socket = new WebSocket(address, [`bearer.${token}`]);
  await new Promise((opened, failed) => socket.once("open", opened).once("error", failed));
  const doc = new Y.Doc();
  doc.on("update", (bytes: Uint8Array) => socket.send(update(bytes)));
  const text = new Y.Text();
  const [lane, phase] = [LANES[nth % LANES.length] ?? "", PHASES[Math.floor(nth / 5) % 7] ?? ""];
  doc.transact(() => {
    const sticky = new Y.Map<unknown>();
    sticky.set("at", ["current", lane, phase, `a${String(nth).padStart(3, "0")}V`]);
    sticky.set("text", text);
    sticky.set("color", "green");
    sticky.set("by", "bot");
    sticky.set("on", 1_700_000_000_000);
    doc.getMap("stickies").set(`bot-${nth}`, sticky);
  });
  let turn = 0;
  const typing = setInterval(() => {
    turn += 1;
    if (text.length > TEXT_MAX) text.delete(0, text.length);
    else text.insert(text.length, LETTERS[turn % LETTERS.length] ?? " ");
    const pointer = { lane, phase, x: (turn % 20) / 20, y: 0.5 };
    const state = { focus: `stickies/bot-${nth}`, cell: ["current", lane, phase], pointer };
    socket.send(presence(doc.clientID, turn, state));
  }, TYPE_EVERY_MS);
  return {
    stop: () => {
      clearInterval(typing);
      return text.toString();
    },
    leave: () => {
      clearInterval(typing);
      socket.close();
    },
  };
}

/** Many people who type, each in a sticky `bot-<nth>` of their own. */
export interface Crowd {
  /** Stops the typing; what each of them wrote, in order. */
  readonly stop: () => readonly string[];
  readonly leave: () => void;
}

/** So many people come in and start editing, evenly over time. */
export async function crowd(server: Server, board: string, people: number): Promise<Crowd> {
  const bots: Bot[] = [];
  for (let nth = 0; nth < people; nth += 1) {
    bots.push(await bot(server, board, nth));
    await new Promise((done) => setTimeout(done, TYPE_EVERY_MS / people));
  }
  return {
    stop: () => bots.map((one) => one.stop()),
    leave: () => {
      for (const one of bots) one.leave();
    },
  };
}
