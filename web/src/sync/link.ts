/**
 * When to connect, when to believe that a connection is dead, and when to stop: a pure state machine
 * of one socket after another. Events come in with the time, what must happen comes out as effects.
 * Knows no bytes and no documents; `connection.ts` performs the effects.
 */
import { CLOSE } from "../generated/wire.ts";
import type { Ending, Hint } from "../model/session.ts";

export type Link =
  | { readonly at: "waiting"; readonly attempt: number; readonly due: number }
  /** A socket is opening, or open without a hello yet. */
  | { readonly at: "connecting"; readonly attempt: number; readonly since: number }
  | Live
  | { readonly at: "ended"; readonly why: Ending };

interface Live {
  readonly at: "live";
  readonly attempt: number;
  readonly since: number;
  /** When the server was last heard, and when it was last told something. */
  readonly heard: number;
  readonly said: number;
  /** Since when an answer to "still there?" is waited for. */
  readonly asked: number | null;
  /** When the server wants us to leave. */
  readonly leaveAt: number | null;
  /** The wake-up that was asked for; a much later one means that the machine slept. */
  readonly planned: number;
}

export type LinkEvent =
  | { readonly kind: "wake" }
  /** The server's hello: from here on the connection counts. */
  | { readonly kind: "hello" }
  | { readonly kind: "heard"; readonly alive: boolean }
  | { readonly kind: "said" }
  | { readonly kind: "drain"; readonly millis: number }
  | { readonly kind: "closed"; readonly code: number }
  /** What HTTP says about the board, when a socket was refused without a reason. */
  | { readonly kind: "probed"; readonly status: number }
  | { readonly kind: "hint"; readonly hint: Hint }
  /** This page wants a new connection: its documents start afresh. */
  | { readonly kind: "restart" };

export type LinkEffect =
  | { readonly kind: "connect" }
  | { readonly kind: "disconnect" }
  | { readonly kind: "ask" }
  | { readonly kind: "probe" }
  /** Build every document anew: the server knows another history. */
  | { readonly kind: "afresh" };

/** Waits between attempts: at most this, doubled each time, and any part of it (full jitter). */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** A connection that held this long ends the doubling. */
const STEADY = 10_000;
/** A hello says that the server is there: the doubling starts lower, but not anew. */
const GREETED_ATTEMPTS = 2;
/** From socket to hello. */
const OPENING = 10_000;
/** The server speaks at least every 12 s; silence beyond this is a reason to ask. */
const SILENCE = 15_000;
/** An answer, or anything else, must come within this. */
const PATIENCE = 4_000;
/** The server hears from us at least this often. */
const SPEAK = 20_000;
/** A wake-up so much too late means sleep: ask at once. */
const LATE = 5_000;
/** After a hint, a waiting page connects within this. */
const SOON = 300;
/** After these codes waits start longer: the server said it has no room. */
const BUSY_ATTEMPTS = 3;

export function start(now: number): Link {
  return { at: "waiting", attempt: 0, due: now };
}

/** When to wake it, or null: never. */
export function wakeAt(link: Link): number | null {
  switch (link.at) {
    case "waiting":
      return link.due;
    case "connecting":
      return link.since + OPENING;
    case "live":
      return link.planned;
    case "ended":
      return null;
  }
}

/** One step. `chance` is a number from 0 up to 1. */
export function step(
  link: Link,
  event: LinkEvent,
  now: number,
  chance: number,
  effects: LinkEffect[],
): Link {
  if (link.at === "ended") return link;
  switch (event.kind) {
    case "closed":
      return closed(link, event.code, now, chance, effects);
    case "probed":
      return probed(link, event.status, effects);
    case "restart":
      if (link.at === "waiting") return link;
      effects.push({ kind: "disconnect" });
      return wait(link.attempt, now, chance);
    default:
      break;
  }
  if (link.at === "waiting") return waiting(link, event, now, chance, effects);
  if (link.at === "connecting") return connecting(link, event, now, chance, effects);
  return live(link, event, now, chance, effects);
}

function wait(attempt: number, now: number, chance: number): Link {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt);
  return { at: "waiting", attempt: attempt + 1, due: now + Math.ceil(chance * longest) };
}

function closed(
  link: Exclude<Link, { at: "ended" }>,
  code: number,
  now: number,
  chance: number,
  effects: LinkEffect[],
): Link {
  const why = endingOf(code);
  if (why !== null) return { at: "ended", why };
  if (link.at === "waiting") return link;
  if (code === CLOSE.other_epoch) effects.push({ kind: "afresh" });
  if (link.at === "connecting") {
    effects.push({ kind: "probe" });
    return wait(atLeast(code, link.attempt), now, chance);
  }
  const attempt = now - link.since >= STEADY ? 0 : link.attempt;
  if (link.leaveAt !== null && link.leaveAt > now) {
    return { at: "waiting", attempt, due: link.leaveAt };
  }
  return wait(atLeast(code, attempt), now, chance);
}

function atLeast(code: number, attempt: number): number {
  const busy = code === CLOSE.try_later || code === CLOSE.too_fast;
  return busy ? Math.max(BUSY_ATTEMPTS, attempt) : attempt;
}

function endingOf(code: number): Ending | null {
  switch (code) {
    case CLOSE.sign_in:
      return "sign_in";
    case CLOSE.forbidden:
      return "forbidden";
    case CLOSE.no_board:
      return "no_board";
    case CLOSE.unreadable:
      return "unreadable";
    default:
      return null;
  }
}

function probed(link: Link, status: number, effects: LinkEffect[]): Link {
  // An answer that came after we got in says nothing any more.
  if (link.at === "live") return link;
  const why = endingOf(status + 4_000);
  if (why === null || status < 400) return link;
  if (link.at === "connecting") effects.push({ kind: "disconnect" });
  return { at: "ended", why };
}

function waiting(
  link: Link & { at: "waiting" },
  event: LinkEvent,
  now: number,
  chance: number,
  effects: LinkEffect[],
): Link {
  if (event.kind === "hint" && event.hint !== "hidden" && event.hint !== "offline") {
    return { ...link, due: Math.min(link.due, now + Math.ceil(chance * SOON)) };
  }
  if (event.kind !== "wake" || now < link.due) return link;
  effects.push({ kind: "connect" });
  return { at: "connecting", attempt: link.attempt, since: now };
}

function connecting(
  link: Link & { at: "connecting" },
  event: LinkEvent,
  now: number,
  chance: number,
  effects: LinkEffect[],
): Link {
  if (event.kind === "hello") {
    return planned({
      at: "live",
      attempt: Math.min(link.attempt, GREETED_ATTEMPTS),
      since: now,
      heard: now,
      said: now,
      asked: null,
      leaveAt: null,
      planned: now,
    });
  }
  if (event.kind !== "wake" || now < link.since + OPENING) return link;
  effects.push({ kind: "disconnect" });
  return wait(link.attempt, now, chance);
}

function live(
  before: Live,
  event: LinkEvent,
  now: number,
  chance: number,
  effects: LinkEffect[],
): Link {
  const slept = now > before.planned + LATE;
  let link = before;
  switch (event.kind) {
    case "heard":
      link = { ...link, heard: now, asked: event.alive ? null : link.asked };
      break;
    case "said":
      link = { ...link, said: now };
      break;
    case "drain":
      link = { ...link, leaveAt: now + event.millis };
      break;
    default:
      break;
  }
  const doubted = slept || (event.kind === "hint" && event.hint !== "hidden");
  if (doubted) return planned(ask(link, now, effects));
  if (event.kind === "wake") return due(link, now, chance, effects);
  return planned(link);
}

/** What the clock asks of a live connection. */
function due(link: Live, now: number, chance: number, effects: LinkEffect[]): Link {
  const dead = link.asked !== null && now >= Math.max(link.asked, link.heard) + PATIENCE;
  const leaving = link.leaveAt !== null && now >= link.leaveAt;
  if (dead || leaving) {
    effects.push({ kind: "disconnect" });
    return wait(now - link.since >= STEADY ? 0 : link.attempt, now, chance);
  }
  const silent = link.asked === null && now >= link.heard + SILENCE;
  const quiet = now >= link.said + SPEAK;
  return planned(silent || quiet ? ask(link, now, effects) : link);
}

/** "Still there?" A doubt starts the patience anew, so that what was underway still counts. */
function ask(link: Live, now: number, effects: LinkEffect[]): Live {
  effects.push({ kind: "ask" });
  return { ...link, said: now, asked: now };
}

function planned(link: Live): Live {
  const times = [link.said + SPEAK];
  times.push(
    link.asked === null ? link.heard + SILENCE : Math.max(link.asked, link.heard) + PATIENCE,
  );
  if (link.leaveAt !== null) times.push(link.leaveAt);
  return { ...link, planned: Math.min(...times) };
}
