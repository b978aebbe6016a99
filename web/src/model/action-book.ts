/**
 * The actions, stand-ups, links and quotes of a board, kept up to date for the store: it hands over
 * what a transaction touched, and everybody is told by the store's own batch. Writes nothing.
 */
import {
  type Action,
  type ActionShelf,
  type Link,
  type Quote,
  readAction,
  readLink,
  readQuote,
  readStandup,
  type Standup,
} from "./actions.ts";
import type { AnyRef } from "./board.ts";
import type { Documents } from "./documents.ts";
import { samePlain } from "./edit.ts";
import { Listing } from "./listing.ts";
import { compareText } from "./order.ts";
import { type Batch, Slots } from "./slots.ts";
import type { Touched } from "./touched.ts";
import { Slot } from "./value.ts";

const NONE: readonly Action[] = [];
const NO_LINKS: readonly Link[] = [];

export class ActionBook implements ActionShelf {
  readonly #docs: Documents;
  readonly #batch: Batch;
  readonly #lists = {
    actions: new Listing<Action>(readAction),
    standups: new Listing<Standup>(readStandup),
    links: new Listing<Link>(readLink),
    quotes: new Listing<Quote>(readQuote),
  };
  #byOrigin = new Map<AnyRef, readonly Action[]>();
  readonly #actionSlots: Slots<Action | null>;
  readonly #fromSlots: Slots<readonly Action[]>;
  #byEnd = new Map<AnyRef, readonly Link[]>();
  readonly #endSlots: Slots<readonly Link[]>;

  readonly list = new Slot<readonly Action[]>([]);
  readonly standups = new Slot<readonly Standup[]>([]);
  readonly links = new Slot<readonly Link[]>([]);
  readonly quotes = new Slot<readonly Quote[]>([]);

  constructor(docs: Documents, batch: Batch) {
    this.#docs = docs;
    this.#batch = batch;
    this.#actionSlots = new Slots(batch, (id) => this.#lists.actions.get(id));
    this.#endSlots = new Slots(
      batch,
      (ref) => this.#byEnd.get(ref as AnyRef) ?? NO_LINKS,
      samePlain,
    );
    this.#fromSlots = new Slots(
      batch,
      (ref) => this.#byOrigin.get(ref as AnyRef) ?? NONE,
      samePlain,
    );
  }

  readonly action = (id: string) => this.#actionSlots.of(id);
  readonly from = (origin: AnyRef) => this.#fromSlots.of(origin);

  readonly linksAt = (end: AnyRef) => this.#endSlots.of(end);

  /** The ids of a root that it knows. */
  known(root: string): Iterable<string> {
    return Object.hasOwn(this.#lists, root)
      ? this.#lists[root as "actions" | "standups" | "links" | "quotes"].ids()
      : [];
  }

  takeMap(touched: Touched): void {
    const actions = this.#take("actions", touched, (id) => this.#actionSlots.refresh(id));
    const links = this.#take("links", touched);
    if (actions) this.#batch.put(this.list, this.#lists.actions.list());
    if (links) {
      this.#batch.put(this.links, this.#lists.links.list());
      this.#settleEnds();
    }
    if (this.#take("standups", touched)) {
      const byTime = (a: Standup, b: Standup) => a.on - b.on || compareText(a.id, b.id);
      this.#batch.put(this.standups, [...this.#lists.standups.list()].sort(byTime));
    }
    if (actions || links) this.#settleOrigins();
  }

  takeFrame(touched: Touched): void {
    if (this.#take("quotes", touched)) this.#batch.put(this.quotes, this.#lists.quotes.list());
  }

  #take(
    root: "actions" | "standups" | "links" | "quotes",
    touched: Touched,
    each: (id: string) => void = () => undefined,
  ): boolean {
    const ids = touched.get(root);
    if (ids === undefined) return false;
    const records = this.#docs.map(root === "quotes" ? "frame" : "map", root);
    let changed = false;
    for (const id of ids) {
      if (!this.#lists[root].put(id, records.get(id))) continue;
      changed = true;
      each(id);
    }
    return changed;
  }

  #settleEnds(): void {
    const next = new Map<AnyRef, Link[]>();
    for (const link of this.#lists.links.list()) {
      for (const end of new Set([link.from, link.to])) {
        const here = next.get(end);
        if (here === undefined) next.set(end, [link]);
        else here.push(link);
      }
    }
    const touched = new Set([...this.#byEnd.keys(), ...next.keys()]);
    this.#byEnd = next;
    for (const end of touched) this.#endSlots.refresh(end);
  }

  #settleOrigins(): void {
    const origins = new Map<string, Set<AnyRef>>();
    for (const { from, to, kind } of this.#lists.links.list()) {
      if (kind !== "derived_from" || !from.startsWith("actions/")) continue;
      const id = from.slice("actions/".length);
      origins.set(id, (origins.get(id) ?? new Set()).add(to));
    }
    const next = new Map<AnyRef, Action[]>();
    for (const action of this.#lists.actions.list()) {
      for (const origin of origins.get(action.id) ?? []) {
        const here = next.get(origin);
        if (here === undefined) next.set(origin, [action]);
        else here.push(action);
      }
    }
    const touched = new Set([...this.#byOrigin.keys(), ...next.keys()]);
    this.#byOrigin = next;
    for (const origin of touched) this.#fromSlots.refresh(origin);
  }
}
