/**
 * What this page wrote in one document and what of it is not on disk yet. Edits, not bytes, so that
 * they can be replayed on a fresh document; and which frame of the connection carried which of them,
 * so that the server's counts mean something. Pure bookkeeping.
 */
import type { Edit } from "../model/edit.ts";

export interface Entry {
  readonly seq: number;
  readonly edit: Edit;
}

interface Flight {
  /** The number of the frame on this connection, from 1. */
  readonly frame: number;
  /** It carries everything up to this entry. */
  readonly upTo: number;
}

export class Pending {
  #entries: Entry[] = [];
  #flights: Flight[] = [];
  #frames = 0;
  #seq = 0;
  /** The last entry whose bytes exist. */
  #written = 0;
  /** The last entries of transactions whose bytes do not exist yet, in their order. */
  #underway: number[] = [];

  get size(): number {
    return this.#entries.length;
  }

  entries(): readonly Entry[] {
    return this.#entries;
  }

  edits(): readonly Edit[] {
    return this.#entries.map((entry) => entry.edit);
  }

  /** Notes edits that are about to be carried out. */
  keep(edits: readonly Edit[]): void {
    for (const edit of edits) {
      this.#seq += 1;
      this.#entries.push({ seq: this.#seq, edit });
    }
    this.#underway.push(this.#seq);
  }

  /** These edits wrote nothing after all. */
  unkeep(edits: readonly Edit[]): void {
    const last = this.#entries.findLast((entry) => edits.includes(entry.edit));
    this.#underway = this.#underway.filter((seq) => seq !== last?.seq);
    this.#entries = this.#entries.filter((entry) => !edits.includes(entry.edit));
  }

  /** The bytes of the oldest transaction exist; an edit may be made while it is being told. */
  emitted(): void {
    this.#written = this.#underway.shift() ?? this.#written;
  }

  /** A frame left that carries everything of which the bytes exist. */
  sent(): void {
    this.#frames += 1;
    this.#flights.push({ frame: this.#frames, upTo: this.#written });
  }

  /** So many frames of this connection are on disk; whether something was removed. */
  durable(frames: number): boolean {
    let upTo = 0;
    while (this.#flights[0] !== undefined && this.#flights[0].frame <= frames) {
      upTo = this.#flights.shift()?.upTo ?? upTo;
    }
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.seq > upTo);
    return this.#entries.length < before;
  }

  /** The entries that the frame after these carried, and nothing before it did. */
  carriedAfter(frames: number): readonly Entry[] {
    const flight = this.#flights.find((one) => one.frame === frames + 1);
    if (flight === undefined) return [];
    const before = this.#flights.findLast((one) => one.frame <= frames)?.upTo ?? 0;
    return this.#entries.filter((entry) => entry.seq > before && entry.seq <= flight.upTo);
  }

  /** Numbers of frames mean nothing on the next connection. */
  disconnected(): void {
    this.#flights = [];
    this.#frames = 0;
  }

  /** A fresh document has none of it: entries are written again, one by one. */
  rewriting(): void {
    this.#written = 0;
  }

  /** This entry is about to be carried out again. */
  rewrite(entry: Entry): void {
    this.#underway.push(entry.seq);
  }

  drop(entries: readonly Entry[]): void {
    const gone = new Set(entries.map((entry) => entry.seq));
    this.#underway = this.#underway.filter((seq) => !gone.has(seq));
    this.#entries = this.#entries.filter((entry) => !gone.has(entry.seq));
  }

  takeAll(): readonly Edit[] {
    const edits = this.edits();
    this.#entries = [];
    return edits;
  }
}
