/**
 * Somebody who changes a board in every way there is, through stock clients on its two documents:
 * stickies come, go, come back, move, change colour and words; phases and lanes too. Each run draws
 * from a seed. What is under `spared` stays as it is.
 */
import WebSocket from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { Server } from "./server.ts";

type Record = Y.Map<unknown>;

export interface Spared {
  readonly stickies: readonly string[];
  readonly lanes: readonly string[];
  readonly phases: readonly string[];
}

const COLORS = ["yellow", "orange", "red", "pink", "purple", "blue", "green", "grey"];
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LONG = "Een zin die zo lang is dat een kaartje er een paar regels hoger van wordt. ";

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function connect(server: Server, room: string, token: string): Promise<[Y.Doc, () => void]> {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${server.url.replace("http", "ws")}/sync`, room, doc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    protocols: [`bearer.${token}`],
    disableBc: true,
  });
  await new Promise<void>((done) => provider.once("sync", () => done()));
  return [doc, () => provider.destroy()];
}

export class Remote {
  /** What was done, by its name, and how often. */
  readonly done = new Map<string, number>();
  readonly #random: (below: number) => number;
  readonly #frame: Y.Doc;
  readonly #map: Y.Doc;
  readonly #leave: () => void;
  #made = 0;

  private constructor(seed: number, map: Y.Doc, frame: Y.Doc, leave: () => void) {
    this.#random = generator(seed);
    this.#map = map;
    this.#frame = frame;
    this.#leave = leave;
  }

  static async join(server: Server, board: string, seed: number): Promise<Remote> {
    const token = await server.token(board, "editor");
    const [map, leaveMap] = await connect(server, board, token);
    const [frame, leaveFrame] = await connect(server, `${board}/frame`, token);
    return new Remote(seed, map, frame, () => {
      leaveMap();
      leaveFrame();
    });
  }

  leave(): void {
    this.#leave();
  }

  /** A sticky whose text says that everything before it has arrived. */
  mark(text: string, lane: string, phase: string): void {
    this.#sticky(["current", lane, phase, "zzzV"], text);
  }

  /** Changes one thing; a kind that finds nothing to change makes way for another. */
  edit(spared: Spared): void {
    const kinds: readonly [string, (spared: Spared) => boolean][] = [
      ["add", (it) => this.#add(it)],
      ["move", (it) => this.#move(it)],
      ["bin", (it) => this.#bin(this.#stickies(), it.stickies)],
      ["restore", () => this.#restore(this.#stickies())],
      ["recolour", (it) => this.#recolour(it)],
      ["type", (it) => this.#type(it)],
      ["add phase", () => this.#addPhase()],
      ["move phase", () => this.#moveHead("phases")],
      ["bin phase", (it) => this.#bin(this.#roots("phases"), it.phases)],
      ["restore phase", () => this.#restore(this.#roots("phases"))],
      ["rename phase", () => this.#rename("phases")],
      ["add lane", () => this.#addLane()],
      ["move lane", () => this.#moveHead("lanes")],
      ["bin lane", (it) => this.#bin(this.#roots("lanes"), it.lanes)],
      ["restore lane", () => this.#restore(this.#roots("lanes"))],
    ];
    for (;;) {
      const kind = kinds[this.#random(kinds.length)];
      if (kind?.[1](spared) !== true) continue;
      this.done.set(kind[0], (this.done.get(kind[0]) ?? 0) + 1);
      return;
    }
  }

  #stickies(): Y.Map<Record> {
    return this.#map.getMap<Record>("stickies");
  }

  #roots(root: "phases" | "lanes"): Y.Map<Record> {
    return this.#frame.getMap<Record>(root);
  }

  #rank(): string {
    return `${LETTERS[this.#random(62)] ?? "0"}${LETTERS[this.#random(62)] ?? "0"}V`;
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[this.#random(list.length)];
  }

  #there(records: Y.Map<Record>, but: readonly string[]): readonly Record[] {
    return [...records].flatMap(([id, one]) => (one.has("gone") || but.includes(id) ? [] : [one]));
  }

  #place(): readonly string[] {
    const ids = (root: "phases" | "lanes") =>
      [...this.#roots(root)].flatMap(([id, one]) => (one.has("gone") ? [] : [id]));
    return ["current", this.#pick(ids("lanes")) ?? "", this.#pick(ids("phases")) ?? "", this.#rank()];
  }

  #sticky(at: readonly string[], words: string): void {
    this.#made += 1;
    const id = `remote-${this.#made}`;
    this.#map.transact(() => {
      const sticky = new Y.Map<unknown>();
      const text = new Y.Text();
      text.insert(0, words);
      for (const [field, value] of Object.entries({ at, text, by: "remote", on: 1_700_000_000_000 })) {
        sticky.set(field, value);
      }
      sticky.set("color", this.#pick(COLORS) ?? "yellow");
      this.#stickies().set(id, sticky);
    });
  }

  #add(_: Spared): boolean {
    this.#sticky(this.#place(), LONG.repeat(1 + this.#random(3)));
    return true;
  }

  #move({ stickies }: Spared): boolean {
    this.#pick(this.#there(this.#stickies(), stickies))?.set("at", this.#place());
    return true;
  }

  #bin(records: Y.Map<Record>, spared: readonly string[]): boolean {
    const there = this.#there(records, spared);
    if (there.length < 3) return false;
    this.#pick(there)?.set("gone", ["remote", 1_700_000_000_000]);
    return true;
  }

  #restore(records: Y.Map<Record>): boolean {
    const gone = [...records.values()].filter((one) => one.has("gone"));
    this.#pick(gone)?.delete("gone");
    return gone.length > 0;
  }

  #recolour({ stickies }: Spared): boolean {
    this.#pick(this.#there(this.#stickies(), stickies))?.set("color", this.#pick(COLORS));
    return true;
  }

  #type({ stickies }: Spared): boolean {
    const text = this.#pick(this.#there(this.#stickies(), stickies))?.get("text");
    if (!(text instanceof Y.Text)) return false;
    if (text.length > 200) text.delete(0, text.length - 10);
    else text.insert(text.length, LONG);
    return true;
  }

  #addPhase(): boolean {
    if (this.#there(this.#roots("phases"), []).length > 14) return false;
    this.#made += 1;
    this.#frame.transact(() => {
      const phase = new Y.Map<unknown>();
      phase.set("at", [null, this.#rank()]);
      phase.set("title", `Fase ${this.#made}`);
      this.#roots("phases").set(`remote-${this.#made}`, phase);
    });
    return true;
  }

  #addLane(): boolean {
    if (this.#there(this.#roots("lanes"), []).length > 18) return false;
    this.#made += 1;
    this.#frame.transact(() => {
      const lane = new Y.Map<unknown>();
      for (const [field, value] of Object.entries({
        kind: "free",
        title: `Rij ${this.#made}`,
        hint: "",
        rank: this.#rank(),
      })) {
        lane.set(field, value);
      }
      this.#roots("lanes").set(`remote-${this.#made}`, lane);
    });
    return true;
  }

  #moveHead(root: "phases" | "lanes"): boolean {
    const head = this.#pick(this.#there(this.#roots(root), []));
    if (head === undefined) return false;
    if (root === "lanes") head.set("rank", this.#rank());
    else {
      const at = head.get("at");
      head.set("at", [Array.isArray(at) ? at[0] : null, this.#rank()]);
    }
    return true;
  }

  #rename(root: "phases" | "lanes"): boolean {
    this.#made += 1;
    const long = this.#random(2) === 0 ? " met een lange naam die om een tweede regel vraagt" : "";
    this.#pick(this.#there(this.#roots(root), []))?.set("title", `Naam ${this.#made}${long}`);
    return true;
  }
}
