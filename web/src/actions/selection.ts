/**
 * Which stickies somebody has selected, on their own page only: never in a document, never shown to
 * others. Says per sticky whether it is in, so that only those that changed draw again. Knows no map.
 */
import { Batch, Slots } from "../model/slots.ts";
import { Slot, type Value } from "../model/value.ts";

/** What one step of undo and one message to the server may hold with ease. */
export const SELECTED_MAX = 2_000;

const NONE: ReadonlySet<string> = new Set();

export class Selection {
  readonly #batch = new Batch();
  readonly #ids = new Slot<ReadonlySet<string>>(NONE);
  readonly #each = new Slots(this.#batch, (id) => this.#ids.get().has(id));
  #trail: readonly string[] = [];

  readonly ids: Value<ReadonlySet<string>> = this.#ids;
  /** Where a range starts: the last one that was chosen by itself. */
  anchor: string | null = null;

  readonly of = (id: string): Value<boolean> => this.#each.of(id);

  get size(): number {
    return this.#ids.get().size;
  }

  /** Selects exactly these, as far as they fit; whether all did. */
  set(ids: Iterable<string>): boolean {
    const wanted = [...ids];
    const before = this.#ids.get();
    const next = new Set(wanted.slice(0, SELECTED_MAX));
    this.#trail = [];
    this.#ids.put(next.size === 0 ? NONE : next);
    for (const id of new Set([...before, ...next])) this.#each.refresh(id);
    this.#ids.tell();
    this.#batch.tell();
    return wanted.length <= SELECTED_MAX;
  }

  add(ids: Iterable<string>): boolean {
    return this.set([...this.#ids.get(), ...ids]);
  }

  clear(): void {
    if (this.size > 0) this.set([]);
    this.anchor = null;
  }

  toggle(id: string): void {
    const next = new Set(this.#ids.get());
    if (!next.delete(id)) next.add(id);
    this.set(next);
    this.anchor = id;
  }

  /** One step with Shift held: takes the next one in, or on the way back lets the last one go. */
  extend(from: string, to: string): void {
    const trail = this.#trail.at(-1) === from ? this.#trail : [from];
    const next = new Set(this.#ids.get());
    const back = trail.at(-2) === to;
    if (back) next.delete(from);
    else next.add(from).add(to);
    this.set(next);
    this.#trail = back ? trail.slice(0, -1) : [...trail, to];
    this.anchor ??= from;
  }
}
