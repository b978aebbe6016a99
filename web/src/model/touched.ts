/**
 * Which records a transaction touched: root → ids (or keys of a flat root). This is what makes one
 * remote edit cost one record, however large the board is. Knows Yjs' transactions, no records.
 */
import type * as Y from "yjs";

/** Anything that lives in a document. */
type Shared = Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>;

export type Touched = Map<string, Set<string>>;

/** The names of the roots of a document, by type. Roots that appear later are looked up again. */
function rootNames(doc: Y.Doc): Map<unknown, string> {
  const names = new Map<unknown, string>();
  for (const [name, type] of doc.share) names.set(type, name);
  return names;
}

/** Says for each transaction which records it touched. */
export class Watcher {
  readonly #doc: Y.Doc;
  #names: Map<unknown, string>;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#names = rootNames(doc);
  }

  read(transaction: Y.Transaction): Touched {
    if (this.#names.size !== this.#doc.share.size) this.#names = rootNames(this.#doc);
    const touched: Touched = new Map();
    for (const [type, keys] of transaction.changed) {
      const place = this.#climb(type);
      if (place === null) continue;
      const ids = touched.get(place.root) ?? new Set();
      touched.set(place.root, ids);
      if (place.id !== null) ids.add(place.id);
      else for (const key of keys) ids.add(key ?? "");
    }
    return touched;
  }

  /** Up to the root; the id is the key in the root on the way, null for the root itself. */
  #climb(from: Shared): { root: string; id: string | null } | null {
    let type: Shared = from;
    let id: string | null = null;
    while (type._item !== null) {
      id = type._item.parentSub;
      const parent: unknown = type._item.parent;
      if (typeof parent !== "object" || parent === null || !("_item" in parent)) return null;
      type = parent as Shared;
    }
    const root = this.#names.get(type);
    return root === undefined ? null : { root, id };
  }
}
