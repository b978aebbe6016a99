/**
 * Who else is here and what they show: awareness in and out. Own state leaves at most twenty times a
 * second and is renewed before it runs out; others' is told per window and per record, so that a
 * moving pointer re-renders nothing else. Knows no sockets and no screens.
 */
import { PRESENCE_TTL_MILLIS } from "../generated/limits.ts";
import type { AnyRef } from "../model/board.ts";
import { samePlain } from "../model/edit.ts";
import type { Cancel, Env } from "../model/outside.ts";
import type { Person, Presence, Presenting, Window } from "../model/session.ts";
import { Batch, Slots } from "../model/slots.ts";
import { Slot } from "../model/value.ts";
import { type PresenceEntry, presence, presenceEntries } from "./frames.ts";
import { recordsOf, windowFrom } from "./window.ts";

/** Twenty times a second. */
const SEND_EVERY = 50;
const RENEW_EVERY = PRESENCE_TTL_MILLIS / 2;
/** After a reconnect, whoever was not named again within this has left. */
const STALE_AFTER = 2_000;

interface Known {
  readonly clock: number;
  /** Null: gone, but its clock is remembered. */
  readonly window: Window | null;
}

const NOBODY: readonly Window[] = [];
/** Of a larger pile that is dragged, others see this many: a presence has room for 4 KiB. */
const DRAGGED_MAX = 30;

export class PresenceBook implements Presence {
  readonly people = new Slot<readonly Person[]>([]);
  readonly windows = new Slot<readonly number[]>([]);
  readonly #env: Env;
  readonly #id: number;
  readonly #send: (frame: Uint8Array) => void;
  readonly #known = new Map<number, Known>();
  readonly #members = new Map<number, string>();
  readonly #batch = new Batch();
  readonly #windowSlots = new Slots(this.#batch, (key) => this.#windowOf(Number(key)));
  readonly #recordSlots = new Slots(this.#batch, (record) => this.#around(record), samePlain);
  readonly #byRecord = new Map<string, Set<number>>();
  #state: Presenting = {};
  #me = "";
  #clock = 0;
  #live = false;
  #sentAt = Number.NEGATIVE_INFINITY;
  #cancelSend: Cancel | null = null;
  #cancelRenew: Cancel | null = null;
  #cancelStale: Cancel | null = null;

  /** `id` is the presence id of this window, for as long as it lives. */
  constructor(env: Env, id: number, send: (frame: Uint8Array) => void) {
    this.#env = env;
    this.#id = id;
    this.#send = send;
  }

  readonly window = (key: number) => this.#windowSlots.of(String(key));
  readonly at = (record: AnyRef) => this.#recordSlots.of(record);

  readonly show = (state: Presenting): void => {
    const shown = fitting(state);
    if (samePlain(shown, this.#state)) return;
    this.#state = shown;
    if (this.#live) this.#schedule();
  };

  /** The member behind a window, also of one that has closed. */
  whoIs(key: number): string | null {
    return this.#members.get(key) ?? null;
  }

  /** A connection counts from here on: say again who we are, and forget who is not named again. */
  greeted(member: string): void {
    this.#me = member;
    this.#live = true;
    this.#schedule();
    const before = new Map(this.#known);
    this.#later(STALE_AFTER, () => {
      for (const [key, known] of before) if (this.#known.get(key) === known) this.#put(key, null);
      this.#settle();
    });
    this.#settle();
  }

  disconnected(): void {
    this.#live = false;
    this.#cancelSend?.();
    this.#cancelSend = null;
    this.#cancelRenew?.();
    this.#later(PRESENCE_TTL_MILLIS, () => {
      for (const key of [...this.#known.keys()]) this.#put(key, null);
      this.#settle();
    });
  }

  hear(update: Uint8Array): void {
    for (const entry of presenceEntries(update)) this.#take(entry);
    this.#settle();
  }

  close(): void {
    if (this.#live) {
      this.#clock += 1;
      this.#send(presence([{ id: this.#id, clock: this.#clock, state: null }]));
    }
    for (const cancel of [this.#cancelSend, this.#cancelRenew, this.#cancelStale]) cancel?.();
  }

  #later(millis: number, call: () => void): void {
    this.#cancelStale?.();
    this.#cancelStale = this.#env.later(millis, call);
  }

  /** Sends as soon as the pace allows. */
  #schedule(): void {
    if (this.#cancelSend !== null) return;
    const pace = Math.max(0, this.#sentAt + SEND_EVERY - this.#env.now());
    this.#cancelSend = this.#env.later(pace, () => {
      this.#cancelSend = null;
      this.#sendNow();
    });
  }

  #sendNow(): void {
    if (!this.#live) return;
    this.#clock += 1;
    this.#sentAt = this.#env.now();
    this.#send(presence([{ id: this.#id, clock: this.#clock, state: this.#state }]));
    this.#cancelRenew?.();
    this.#cancelRenew = this.#env.later(RENEW_EVERY, () => this.#schedule());
  }

  #take({ id, clock, state }: PresenceEntry): void {
    if (id === this.#id) {
      // Somebody remembers a later word of ours, from before this page lost its connection.
      this.#clock = Math.max(this.#clock, clock);
      return;
    }
    const before = this.#known.get(id);
    const newer = before === undefined || clock > before.clock;
    const leaving = state === null && before?.clock === clock && before.window !== null;
    if (!newer && !leaving) {
      // The same word again, after a reconnect: still here.
      if (before.clock === clock) this.#known.set(id, { ...before });
      return;
    }
    this.#put(id, windowFrom(id, state), clock);
  }

  #put(key: number, window: Window | null, clock = this.#known.get(key)?.clock ?? 0): void {
    const before = this.#known.get(key)?.window ?? null;
    this.#known.set(key, { clock, window });
    if (window !== null) this.#members.set(key, window.person.id);
    const records = new Set([...recordsOf(before), ...recordsOf(window)]);
    for (const record of recordsOf(before)) this.#byRecord.get(record)?.delete(key);
    for (const record of recordsOf(window)) {
      const keys = this.#byRecord.get(record);
      if (keys === undefined) this.#byRecord.set(record, new Set([key]));
      else keys.add(key);
    }
    this.#windowSlots.refresh(String(key));
    for (const record of records) this.#recordSlots.refresh(record);
  }

  #windowOf(key: number): Window | null {
    return this.#known.get(key)?.window ?? null;
  }

  #around(record: string): readonly Window[] {
    const windows: Window[] = [];
    for (const key of this.#byRecord.get(record) ?? []) {
      const window = this.#windowOf(key);
      if (window !== null) windows.push(window);
    }
    return windows.length === 0 ? NOBODY : windows;
  }

  #settle(): void {
    const here: Window[] = [];
    for (const { window } of this.#known.values()) if (window !== null) here.push(window);
    here.sort((a, b) => a.key - b.key);
    const keys = here.map((window) => window.key);
    if (!samePlain(keys, this.windows.get())) this.#batch.put(this.windows, keys);
    const people = new Map<string, Person>();
    for (const { person } of here) if (person.id !== this.#me) people.set(person.id, person);
    const sorted = [...people.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (!samePlain(sorted, this.people.get())) this.#batch.put(this.people, sorted);
    this.#batch.tell();
  }
}

function fitting(state: Presenting): Presenting {
  const { drag } = state;
  if (drag === undefined || drag.records.length <= DRAGGED_MAX) return state;
  return { ...state, drag: { ...drag, records: drag.records.slice(0, DRAGGED_MAX) } };
}
