/**
 * Everything the model and the sync need from the world: time, chance, timers, requests and sockets.
 * `src/env.ts` is the real one; tests bring their own and so own time. Types only.
 */

export type Cancel = () => void;

export interface Env {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 32 random bits. */
  readonly random: () => number;
  /** Calls once after about so many milliseconds. */
  readonly later: (millis: number, call: () => void) => Cancel;
  readonly connect: (address: string, heard: Heard) => Socket;
  readonly request: (request: Request) => Promise<Response>;
  /** The bytes at a path below the page's base; null when they cannot be had. */
  readonly bytes: (path: string) => Promise<Uint8Array | null>;
}

/** What a socket tells. After `closed` nothing follows. */
export interface Heard {
  readonly opened: () => void;
  readonly message: (bytes: Uint8Array) => void;
  readonly closed: (code: number) => void;
}

export interface Socket {
  readonly send: (bytes: Uint8Array) => void;
  /** Bytes accepted by `send` that have not left yet. */
  readonly waiting: () => number;
  readonly close: () => void;
}

export interface Request {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below the page's base: `v1/boards`. */
  readonly path: string;
  readonly body?: unknown;
}

/** `status` 0: the request did not arrive. */
export interface Response {
  readonly status: number;
  readonly body: unknown;
}
