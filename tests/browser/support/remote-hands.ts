/** What every kind of remote change needs: chance from a seed, the documents, and what is there to change. */
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { Asked, Asker } from "./asker.ts";

export type Record = Y.Map<unknown>;

/** What may not be moved, thrown away or written in. */
export interface Spared {
  readonly stickies: readonly string[];
  readonly lanes: readonly string[];
  readonly phases: readonly string[];
}

/** Changes one thing, or says that there is nothing to change. */
export type Kind = (spared: Spared) => boolean;
export type Kinds = Readonly<{ [name: string]: Kind }>;

export const COLORS = ["yellow", "orange", "red", "pink", "purple", "blue", "green", "grey"];
export const STAMP = ["remote", 1_700_000_000_000] as const;
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export class Hands {
  readonly map: Y.Doc;
  readonly #map: WebsocketProvider;
  readonly #asker: Asker;
  readonly #keep: (title: string) => Promise<boolean>;
  readonly #answers: Promise<boolean>[] = [];
  #state: number;
  #made = 0;

  constructor(
    seed: number,
    map: WebsocketProvider,
    readonly frame: Y.Doc,
    asker: Asker,
    keep: (title: string) => Promise<boolean>,
  ) {
    this.#state = seed;
    this.#map = map;
    this.map = map.doc;
    this.#asker = asker;
    this.#keep = keep;
  }

  below(count: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * count);
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }

  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((one) => [this.below(1_000_000), one] as const)
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one);
  }

  rank(): string {
    return `${LETTERS[this.below(62)] ?? "0"}${LETTERS[this.below(62)] ?? "0"}V`;
  }

  number(): number {
    this.#made += 1;
    return this.#made;
  }

  get stickies(): Y.Map<Record> {
    return this.map.getMap<Record>("stickies");
  }

  root(name: string): Y.Map<Record> {
    return this.frame.getMap<Record>(name);
  }

  /** The records that are there, but for some; in an order that is the same in every run. */
  ids(records: Y.Map<Record>, but: readonly string[] = []): readonly string[] {
    const there = [...records].filter(([id, one]) => !one.has("gone") && !but.includes(id));
    return there.map(([id]) => id).sort();
  }

  one(records: Y.Map<Record>, but: readonly string[] = []): Record | undefined {
    return records.get(this.pick(this.ids(records, but)) ?? "");
  }

  /** One that was there before; what was just made may reach the server after a question about it. */
  known(records: Y.Map<Record>, but: readonly string[] = []): string | undefined {
    return this.pick(this.ids(records, but).filter((id) => !id.startsWith("remote-")));
  }

  /** Sets a field of one of the records, if there is any. */
  set(records: Y.Map<Record>, but: readonly string[], field: string, value: unknown): boolean {
    const found = this.one(records, but);
    found?.set(field, value);
    return found !== undefined;
  }

  bin(records: Y.Map<Record>, but: readonly string[] = []): boolean {
    return this.ids(records, but).length > 2 && this.set(records, but, "gone", [...STAMP]);
  }

  restore(records: Y.Map<Record>): boolean {
    const gone = [...records].filter(([, one]) => one.has("gone")).map(([id]) => id);
    const found = records.get(this.pick(gone.sort()) ?? "");
    found?.delete("gone");
    return found !== undefined;
  }

  /** Makes a record; a text is a list of one string. */
  make(records: Y.Map<Record>, fields: Readonly<{ [name: string]: unknown }>): string {
    const id = `remote-${this.number()}`;
    records.doc?.transact(() => {
      const record = new Y.Map<unknown>();
      for (const [field, value] of Object.entries(fields)) record.set(field, value);
      records.set(id, record);
    });
    return id;
  }

  place(): readonly string[] {
    const [lane, phase] = ["lanes", "phases"].map((root) => this.pick(this.ids(this.root(root))));
    return ["current", lane ?? "", phase ?? "", this.rank()];
  }

  addSticky(at: readonly string[], words: string): void {
    const color = this.pick(COLORS);
    const [by, on] = STAMP;
    this.make(this.stickies, { at, text: new Y.Text(words), color, by, on });
  }

  /** Asks the server; what came of it is known later. */
  ask(command: Asked): boolean {
    this.#answers.push(this.#asker.ask(command));
    return true;
  }

  keepVersion(title: string): boolean {
    this.#answers.push(this.#keep(title));
    return true;
  }

  answers(): Promise<boolean[]> {
    return Promise.all(this.#answers);
  }

  /** Is seen there by the others. */
  present(field: string, value: unknown): boolean {
    this.#map.awareness.setLocalStateField(field, value);
    return true;
  }
}
