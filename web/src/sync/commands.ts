/**
 * Requests that the server checks and carries out: each gets a number, and the answer with that
 * number comes when it is on disk. What was on its way when the connection broke is asked again under
 * the same number, which the server knows again; after a while it is answered as offline, for nobody
 * may wait for ever. Knows the frames of commands, no sockets.
 */
import { LASTING_REQUEST } from "../generated/limits.ts";
import type { Command, Objection } from "../generated/wire.ts";
import type { AnyRef } from "../model/board.ts";
import type { Cancel, Env } from "../model/outside.ts";
import type { CommandResult, Commands } from "../model/session.ts";
import { newId } from "../model/words.ts";
import { command } from "./frames.ts";

const OFFLINE: CommandResult = { ok: false, code: "offline", detail: "" };
const CODES: readonly Objection[] = ["right", "unknown", "invalid", "busy"];
/** How long somebody waits for a broken connection before they hear that nothing came of it. */
const PATIENCE = 15_000;
/** Numbers of pages that one person has open lie so far apart. */
const SPREAD = 2 ** 16;

interface Asked {
  readonly frame: Uint8Array;
  readonly settle: (result: CommandResult) => void;
  /** It left on the connection that there is now. */
  sent: boolean;
}

export class CommandDesk implements Commands {
  readonly #env: Env;
  readonly #send: (frame: Uint8Array) => boolean;
  /** In the order in which they were asked. */
  readonly #open = new Map<number, Asked>();
  #last: number;
  #cancel: Cancel | null = null;

  /** `send` says whether there is a connection to send on. */
  constructor(env: Env, send: (frame: Uint8Array) => boolean) {
    this.#env = env;
    this.#send = send;
    this.#last = LASTING_REQUEST + (env.random() >>> 0) * SPREAD;
  }

  readonly comment: Commands["comment"] = (about, text, { replyTo, mentions = [] } = {}) =>
    this.#ask({
      kind: "comment_add",
      id: newId(this.#env),
      about,
      text,
      ...(replyTo === undefined ? {} : { reply_to: replyTo }),
      ...(mentions.length === 0 ? {} : { mentions: [...mentions] }),
    });
  readonly editComment = (id: string, text: string) =>
    this.#ask({ kind: "comment_edit", id, text });
  readonly removeComment = (id: string) => this.#ask({ kind: "comment_remove", id });
  readonly resolveComment = (id: string, resolved: boolean) =>
    this.#ask({ kind: "comment_resolve", id, resolved });
  readonly sawComments = (about: AnyRef, until: number) =>
    this.#ask({ kind: "comments_seen", about, until });
  readonly setName = (name: string, team?: string) =>
    this.#ask({ kind: "name_set", name, ...(team === undefined ? {} : { team }) });
  readonly lockFrame = (locked: boolean) => this.#ask({ kind: "frame_lock", locked });

  readonly lock = (record: AnyRef, locked: boolean) =>
    this.#ask({ kind: "record_lock", record, locked });
  readonly ownOnly = (on: boolean) => this.#ask({ kind: "own_only", on });
  readonly setTimer = (seconds: number | null) =>
    this.#ask({ kind: "timer_set", ...(seconds === null ? {} : { seconds }) });
  readonly focusOn = (phase: string | null) => this.#ask({ kind: "focus_set", phase });
  readonly takeBack = (member: string, since: number, until?: number) =>
    this.#ask({
      kind: "take_back",
      member,
      since,
      ...(until === undefined ? {} : { until }),
    });

  hear(request: number, result: unknown): void {
    const asked = this.#open.get(request);
    this.#open.delete(request);
    asked?.settle(resultOf(result));
  }

  /** The connection broke: what was on its way waits a while for another one. */
  disconnected(): void {
    for (const asked of this.#open.values()) asked.sent = false;
    if (this.#open.size === 0 || this.#cancel !== null) return;
    this.#cancel = this.#env.later(PATIENCE, () => this.giveUp());
  }

  /** There is a connection: what was on its way on an earlier one goes again, in its order. */
  connected(): void {
    this.#cancel?.();
    this.#cancel = null;
    for (const asked of this.#open.values()) asked.sent ||= this.#send(asked.frame);
  }

  /** Nothing will come of what is still open. */
  giveUp(): void {
    this.#cancel?.();
    this.#cancel = null;
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { settle } of open) settle(OFFLINE);
  }

  #ask(words: Command): Promise<CommandResult> {
    this.#last += 1;
    const request = this.#last;
    const frame = command(request, words);
    return new Promise((settle) => {
      if (this.#send(frame)) this.#open.set(request, { frame, settle, sent: true });
      else settle(OFFLINE);
    });
  }
}

function resultOf(result: unknown): CommandResult {
  if (typeof result !== "object" || result === null) {
    return { ok: false, code: "unknown", detail: "" };
  }
  const { ok, code, detail, taken } = result as { readonly [field: string]: unknown };
  if (ok === true) return { ok: true, ...takenOf(taken) };
  const known = CODES.find((one) => one === code) ?? "unknown";
  return { ok: false, code: known, detail: typeof detail === "string" ? detail : "" };
}

function takenOf(taken: unknown): { readonly taken?: { back: number; left: number } } {
  if (typeof taken !== "object" || taken === null) return {};
  const { back, left } = taken as { readonly [field: string]: unknown };
  return { taken: { back: Number(back) || 0, left: Number(left) || 0 } };
}
