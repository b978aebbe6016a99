/**
 * The records of one small root as a list in order, each the same object until it changes: phases,
 * lanes, personas, members. Remembers what is in the bin apart. Knows how to read one record, not
 * what it means.
 */
import * as Y from "yjs";
import { isId } from "./check.ts";
import type { Record } from "./documents.ts";
import { samePlain } from "./edit.ts";
import { compareText } from "./order.ts";
import { goneOf } from "./read.ts";

interface Listed {
  readonly id: string;
  readonly rank?: string;
}

function compare(a: Listed, b: Listed): number {
  return compareText(a.rank ?? "", b.rank ?? "") || compareText(a.id, b.id);
}

export class Listing<T extends Listed> {
  readonly #read: (id: string, record: Record) => T;
  readonly #values = new Map<string, T>();
  #sorted: readonly T[] = [];
  #stale = false;

  constructor(read: (id: string, record: Record) => T) {
    this.#read = read;
  }

  ids(): Iterable<string> {
    return this.#values.keys();
  }

  get(id: string): T | null {
    return this.#values.get(id) ?? null;
  }

  /** Takes in a record as it is now; whether the list changed. */
  put(id: string, stored: unknown): boolean {
    const shown = isId(id) && stored instanceof Y.Map && goneOf(stored) === null;
    const next = shown ? this.#read(id, stored) : null;
    const before = this.get(id);
    if (before === next || (next !== null && before !== null && samePlain(before, next))) {
      return false;
    }
    if (next === null) this.#values.delete(id);
    else this.#values.set(id, next);
    this.#stale = true;
    return true;
  }

  /** In order of rank, then of id. */
  list(): readonly T[] {
    if (this.#stale) {
      this.#sorted = [...this.#values.values()].sort(compare);
      this.#stale = false;
    }
    return this.#sorted;
  }
}
