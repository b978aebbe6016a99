/**
 * Requests that the server checks and carries out: each gets a number, and the answer with that
 * number comes when it is on disk. A lost connection answers everything that was still open, for
 * nobody may wait for ever. Knows the frames of commands, no sockets.
 */
import type { Command, Objection } from "../generated/wire.ts";
import type { AnyRef } from "../model/board.ts";
import type { Env } from "../model/outside.ts";
import type { CommandResult, Commands } from "../model/session.ts";
import { newId } from "../model/words.ts";
import { command } from "./frames.ts";

const OFFLINE: CommandResult = { ok: false, code: "offline", detail: "" };
const CODES: readonly Objection[] = ["right", "unknown", "invalid", "busy"];

export class CommandDesk implements Commands {
  readonly #env: Env;
  readonly #send: (frame: Uint8Array) => boolean;
  readonly #open = new Map<number, (result: CommandResult) => void>();
  #last = 0;

  /** `send` says whether there is a connection to send on. */
  constructor(env: Env, send: (frame: Uint8Array) => boolean) {
    this.#env = env;
    this.#send = send;
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
    const settle = this.#open.get(request);
    this.#open.delete(request);
    settle?.(resultOf(result));
  }

  disconnected(): void {
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const settle of open) settle(OFFLINE);
  }

  #ask(words: Command): Promise<CommandResult> {
    this.#last += 1;
    const request = this.#last;
    return new Promise((resolve) => {
      this.#open.set(request, resolve);
      if (this.#send(command(request, words))) return;
      this.#open.delete(request);
      resolve(OFFLINE);
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
