/**
 * A world for tests: time that moves only when told, chance from a seed, and sockets whose frames
 * take time, get lost with their connection, or vanish in a half-open one. Deterministic: the same
 * seed gives the same story.
 */
import { chance } from "../../model/chance.ts";
import type { Cancel, Env, Heard, Response } from "../../model/outside.ts";

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly call: () => void;
}

/** The far end of a socket. */
export interface Accepted {
  readonly send: (bytes: Uint8Array) => void;
  readonly close: (code: number) => void;
}

/** Whatever accepts sockets; gives back what to do with frames and with the end. */
export type Accept = (
  address: string,
  socket: Accepted,
) => { readonly message: (bytes: Uint8Array) => void; readonly closed: () => void };

export class World {
  now = 1_800_000_000_000;
  /** How long a frame takes, either way. */
  latency = 20;
  /** No new connection comes about, and what is open goes silent. */
  cut = false;
  readonly random: () => number;
  #timers: Timer[] = [];
  #order = 0;

  constructor(seed: number) {
    this.random = chance(seed);
  }

  readonly later = (millis: number, call: () => void): Cancel => {
    this.#order += 1;
    const timer = { at: this.now + Math.max(0, millis), order: this.#order, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  };

  /** Lets time pass, every timer at its moment. */
  run(millis: number): void {
    const end = this.now + millis;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= end);
      const next = due.sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.now = Math.max(this.now, next.at);
      next.call();
    }
    this.now = end;
  }

  /** Time passes, and nothing in it runs until the end: a sleeping machine. */
  sleep(millis: number): void {
    this.now += millis;
  }

  env(accept: Accept, answer: () => Response = () => ({ status: 200, body: null })): Env {
    return {
      now: () => this.now,
      random: this.random,
      later: this.later,
      connect: (address, heard) => this.#connect(address, heard, accept),
      request: () => Promise.resolve(answer()),
      bytes: () => Promise.resolve(null),
    };
  }

  #connect(address: string, heard: Heard, accept: Accept): ReturnType<Env["connect"]> {
    let over = false;
    const arrive = (call: () => void) => {
      this.later(this.latency, () => {
        if (!over && !this.cut) call();
      });
    };
    let far: ReturnType<Accept> | null = null;
    const end = (code: number) => {
      if (over) return;
      over = true;
      far?.closed();
      heard.closed(code);
    };
    this.later(this.latency, () => {
      if (over) return;
      if (this.cut) {
        end(1006);
        return;
      }
      heard.opened();
      far = accept(address, {
        send: (bytes) => arrive(() => heard.message(bytes)),
        close: (code) => {
          this.later(this.latency, () => end(code));
        },
      });
    });
    return {
      send: (bytes) => arrive(() => far?.message(bytes)),
      waiting: () => 0,
      close: () => {
        if (over) return;
        over = true;
        far?.closed();
      },
    };
  }
}
