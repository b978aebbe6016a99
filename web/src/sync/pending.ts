/**
 * What this page wrote in one document and what of it is not on disk yet. Edits, so that they can be
 * replayed on a fresh document; the bytes that each transaction made of them, so that they can be sent
 * again as they were; and which frame of the connection carried which of them, so that the server's
 * counts mean something. Pure bookkeeping.
 */
import type { Edit } from "../model/edit.ts";

export interface Entry {
  readonly seq: number;
  readonly edit: Edit;
}

/** The bytes of one transaction. */
export interface Writing {
  readonly seq: number;
  /** It holds the entries after the one and up to the other. */
  readonly after: number;
  readonly upTo: number;
  readonly bytes: Uint8Array;
}

interface Flight {
  /** The number of the frame on this connection, from 1. */
  readonly frame: number;
  /** It carries everything up to this writing, if anything. */
  readonly last: Writing | null;
}

export class Pending {
  #entries: Entry[] = [];
  #writings: Writing[] = [];
  #flights: Flight[] = [];
  #frames = 0;
  #seq = 0;
  #writingSeq = 0;
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

  /** The bytes of what is not on disk, in order. */
  writings(): readonly Writing[] {
    return this.#writings;
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
  emitted(bytes: Uint8Array): Writing {
    const after = this.#written;
    this.#written = this.#underway.shift() ?? after;
    this.#writingSeq += 1;
    const writing = { seq: this.#writingSeq, after, upTo: this.#written, bytes };
    this.#writings.push(writing);
    return writing;
  }

  /** A frame left that carries everything up to this writing. */
  sent(last: Writing | null): void {
    this.#frames += 1;
    this.#flights.push({ frame: this.#frames, last });
  }

  /** So many frames of this connection are on disk; whether something was removed. */
  durable(frames: number): boolean {
    const { seq, upTo } = this.#carriedBy(frames);
    this.#flights = this.#flights.filter((flight) => flight.frame > frames);
    this.#writings = this.#writings.filter((writing) => writing.seq > seq);
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.seq > upTo);
    return this.#entries.length < before;
  }

  /** The last entry and writing of these frames. What was asked for again comes in a second one. */
  #carriedBy(frames: number): { readonly seq: number; readonly upTo: number } {
    let [seq, upTo] = [0, 0];
    for (const { frame, last } of this.#flights) {
      if (frame > frames || last === null) continue;
      seq = Math.max(seq, last.seq);
      upTo = Math.max(upTo, last.upTo);
    }
    return { seq, upTo };
  }

  /** The entries that the frame after these carried, and nothing before it did. */
  carriedAfter(frames: number): readonly Entry[] {
    const { upTo } = this.#carriedBy(frames);
    const last = this.#flights.find((one) => one.frame === frames + 1)?.last;
    return this.#entries.filter((entry) => entry.seq > upTo && entry.seq <= (last?.upTo ?? 0));
  }

  /** Numbers of frames mean nothing on the next connection. */
  disconnected(): void {
    this.#flights = [];
    this.#frames = 0;
  }

  /** Another document takes over, in which entries are written again, one by one; what it has stays out. */
  rewriting(has: (bytes: Uint8Array) => boolean): void {
    const there = this.#writings.filter((writing) => has(writing.bytes));
    this.drop(
      this.#entries.filter(({ seq }) =>
        there.some(({ after, upTo }) => seq > after && seq <= upTo),
      ),
    );
    this.#writings = [];
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
    this.#writings = [];
    return edits;
  }
}
