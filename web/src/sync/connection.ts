/**
 * Performs what the link decides: opens and closes sockets, arms the one timer, and passes frames
 * on. Everything with a decision in it is in `link.ts`; everything with a document in it is in
 * `replica.ts`.
 */
import type { Cancel, Env, Socket } from "../model/outside.ts";
import { alive, decode, type Heard } from "./frames.ts";
import { type Link, type LinkEffect, type LinkEvent, start, step, wakeAt } from "./link.ts";

export interface Ears {
  /** The address of the next socket. */
  readonly address: () => string;
  /** A frame that parsed; the link has seen it already. */
  readonly heard: (heard: Heard) => void;
  readonly disconnected: () => void;
  readonly afresh: () => void;
  /** The state of the link changed. */
  readonly changed: () => void;
  /** Asks over HTTP whether the board is there for us; the status of the answer. */
  readonly probe: () => Promise<number>;
}

const FULL_CHANCE = 2 ** 32;

export class Connection {
  readonly #env: Env;
  readonly #ears: Ears;
  #link: Link;
  #socket: Socket | null = null;
  #cancel: Cancel | null = null;
  #closed = false;

  constructor(env: Env, ears: Ears) {
    this.#env = env;
    this.#ears = ears;
    this.#link = start(env.now());
  }

  get link(): Link {
    return this.#link;
  }

  /** Starts, and keeps going until `close`. */
  open(): void {
    this.event({ kind: "wake" });
  }

  /** Whether it left; it may still never arrive. */
  send(frame: Uint8Array): boolean {
    if (this.#socket === null || this.#link.at !== "live") return false;
    this.#socket.send(frame);
    this.event({ kind: "said" });
    return true;
  }

  event(event: LinkEvent): void {
    if (this.#closed) return;
    const before = this.#link;
    const effects: LinkEffect[] = [];
    const chance = this.#env.random() / FULL_CHANCE;
    this.#link = step(before, event, this.#env.now(), chance, effects);
    for (const effect of effects) this.#perform(effect);
    this.#arm();
    if (before.at === "live" && this.#link.at !== "live") this.#ears.disconnected();
    if (before.at !== this.#link.at) this.#ears.changed();
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
    this.#socket?.close();
    this.#socket = null;
  }

  #perform(effect: LinkEffect): void {
    switch (effect.kind) {
      case "connect":
        this.#connect();
        break;
      case "disconnect":
        this.#socket?.close();
        this.#socket = null;
        break;
      case "ask":
        this.#socket?.send(alive());
        break;
      case "afresh":
        this.#ears.afresh();
        break;
      case "probe":
        this.#probe();
        break;
    }
  }

  #connect(): void {
    const socket: Socket = this.#env.connect(this.#ears.address(), {
      opened: () => undefined,
      message: (bytes) => {
        if (this.#socket === socket) this.#hear(bytes);
      },
      closed: (code) => {
        if (this.#socket !== socket) return;
        this.#socket = null;
        this.event({ kind: "closed", code });
      },
    });
    this.#socket = socket;
  }

  #hear(bytes: Uint8Array): void {
    const heard = decode(bytes);
    // A frame that does not parse says that this connection is of no use any more.
    if (heard === null) {
      this.event({ kind: "restart" });
      return;
    }
    if (heard.kind === "hello") this.event({ kind: "hello" });
    if (heard.kind === "drain") this.event({ kind: "drain", millis: heard.millis });
    this.event({ kind: "heard", alive: heard.kind === "alive" });
    this.#ears.heard(heard);
  }

  #probe(): void {
    void this.#ears.probe().then((status) => this.event({ kind: "probed", status }));
  }

  #arm(): void {
    this.#cancel?.();
    this.#cancel = null;
    const at = wakeAt(this.#link);
    if (at === null || this.#closed) return;
    const wait = Math.max(0, at - this.#env.now());
    this.#cancel = this.#env.later(wait, () => this.event({ kind: "wake" }));
  }
}
