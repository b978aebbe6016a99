/**
 * The real world behind `model/outside.ts`: the browser's clock, chance, timers and requests. The
 * only file that may name those globals, so that everything else can be tested with a world of its
 * own.
 */
import type { Cancel, Env, Request, Response } from "./model/outside.ts";
import { openSocket } from "./sync/socket.ts";

function later(millis: number, call: () => void): Cancel {
  const timer = setTimeout(call, millis);
  return () => clearTimeout(timer);
}

function random(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

async function request({ method, path, body }: Request): Promise<Response> {
  try {
    const answer = await fetch(new URL(path, document.baseURI), {
      method,
      credentials: "same-origin",
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
  } catch {
    return { status: 0, body: null };
  }
}

async function bytes(path: string): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(new URL(path, document.baseURI), { credentials: "same-origin" });
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

/** Calls once before the next paint. */
export function nextFrame(call: () => void): Cancel {
  const frame = requestAnimationFrame(call);
  return () => cancelAnimationFrame(frame);
}

/** What this device kept under a name; a browser may keep nothing. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keep(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // Full or forbidden: it is chosen again next time.
  }
}

export const env: Env = {
  now: () => Date.now(),
  random,
  later,
  connect: openSocket,
  request,
  bytes,
};
