/**
 * Values that are made when somebody first asks for them, one per key, and told about in batches:
 * everything that changed in one transaction is put first, and only then is anybody called. So no
 * listener ever sees half a change.
 */
import { Slot, type Value } from "./value.ts";

/** Collects what changed, and tells it once. */
export class Batch {
  readonly #changed = new Set<Slot<unknown>>();

  put<T>(slot: Slot<T>, value: T): void {
    if (slot.put(value)) this.#changed.add(slot as Slot<unknown>);
  }

  tell(): void {
    if (this.#changed.size === 0) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const slot of changed) slot.tell();
  }
}

export class Slots<T> {
  readonly #slots = new Map<string, Slot<T>>();
  readonly #batch: Batch;
  readonly #read: (key: string) => T;
  readonly #same: (a: T, b: T) => boolean;

  /** `read` gives the value of a key now; what is the `same` as before is no change. */
  constructor(batch: Batch, read: (key: string) => T, same: (a: T, b: T) => boolean = Object.is) {
    this.#batch = batch;
    this.#read = read;
    this.#same = same;
  }

  of(key: string): Value<T> {
    let slot = this.#slots.get(key);
    if (slot === undefined) {
      slot = new Slot(this.#read(key));
      this.#slots.set(key, slot);
    }
    return slot;
  }

  /** Reads a key again, if anybody ever asked for it. */
  refresh(key: string): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) return;
    const next = this.#read(key);
    if (!this.#same(slot.get(), next)) this.#batch.put(slot, next);
  }

  refreshAll(): void {
    for (const key of this.#slots.keys()) this.refresh(key);
  }
}
