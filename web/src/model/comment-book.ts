/**
 * The comments of a board and what each member has read of them, kept up to date for the store: it
 * hands over what a transaction touched, and everybody is told by the store's own batch. Writes nothing.
 */
import type { AnyRef, Comment, CommentShelf } from "./board.ts";
import { isMillis } from "./check.ts";
import { type Documents, refOf } from "./documents.ts";
import { Listing } from "./listing.ts";
import { compareText } from "./order.ts";
import { readComment } from "./read.ts";
import { type Batch, Slots } from "./slots.ts";
import type { Touched } from "./touched.ts";
import { Slot } from "./value.ts";

const NONE: readonly Comment[] = [];

export class CommentBook implements CommentShelf {
  readonly #docs: Documents;
  readonly #batch: Batch;
  readonly #list = new Listing<Comment>(readComment);
  readonly #byAbout = new Map<string, Comment[]>();
  readonly #aboutSlots: Slots<readonly Comment[]>;
  readonly #seenSlots: Slots<ReadonlyMap<AnyRef, number>>;

  readonly all = new Slot<readonly Comment[]>([]);

  constructor(docs: Documents, batch: Batch) {
    this.#docs = docs;
    this.#batch = batch;
    this.#aboutSlots = new Slots(batch, (about) => this.#byAbout.get(about) ?? NONE);
    this.#seenSlots = new Slots(batch, (member) => this.#seenNow(member));
  }

  readonly about = (record: AnyRef) => this.#aboutSlots.of(record);
  readonly seenBy = (member: string) => this.#seenSlots.of(member);

  known(root: string): Iterable<string> {
    return root === "comments" ? this.#list.ids() : [];
  }

  take(touched: Touched): void {
    for (const key of touched.get("seen") ?? []) this.#seenSlots.refresh(key.split(":")[0] ?? "");
    const stored = this.#docs.map("talk", "comments");
    const abouts = new Set<string>();
    for (const id of touched.get("comments") ?? []) {
      const before = this.#list.get(id);
      if (!this.#list.put(id, stored.get(id))) continue;
      for (const comment of [before, this.#list.get(id)]) {
        if (comment !== null) abouts.add(comment.about);
      }
    }
    if (abouts.size > 0) this.#settle(abouts);
  }

  /** Oldest first, all of them and by what they are about. */
  #settle(abouts: ReadonlySet<string>): void {
    const byTime = (a: Comment, b: Comment) => a.on - b.on || compareText(a.id, b.id);
    const all = [...this.#list.list()].sort(byTime);
    this.#byAbout.clear();
    for (const comment of all) {
      const same = this.#byAbout.get(comment.about);
      if (same === undefined) this.#byAbout.set(comment.about, [comment]);
      else same.push(comment);
    }
    for (const about of abouts) this.#aboutSlots.refresh(about);
    this.#batch.put(this.all, all);
  }

  #seenNow(member: string): ReadonlyMap<AnyRef, number> {
    const seen = new Map<AnyRef, number>();
    this.#docs.map("talk", "seen").forEach((until, key) => {
      const [of, root, id] = key.split(":");
      if (of === member && root !== undefined && id !== undefined && isMillis(until)) {
        seen.set(refOf(root, id), until);
      }
    });
    return seen;
  }
}
