/**
 * The one door through which this person writes: edits are checked, noted for the sync, and carried
 * out, all of them or none, in one transaction per document, or in a few when there are hundreds. Also
 * turns what an editor's undo did to a text into edits, so that everything written can be kept and
 * replayed. Knows no network.
 */
import type * as Y from "yjs";
import { PAGE_FRAME_PIECES } from "../generated/limits.ts";
import type { DocumentKind, Stamp } from "../generated/schema.ts";
import { allPossible, carryOut } from "./apply.ts";
import { type Documents, LOCAL } from "./documents.ts";
import type { Edit, Inverse } from "./edit.ts";

/** Is told of edits just before they are carried out, and just after whether they wrote anything. */
export type Keep = (
  document: DocumentKind,
  edits: readonly Edit[],
) => (wroteSomething: boolean) => void;

export class Journal {
  readonly #docs: Documents;
  readonly #stamp: () => Stamp;
  #keep: Keep = () => () => undefined;

  /** `stamp` is who writes, and now. */
  constructor(docs: Documents, stamp: () => Stamp) {
    this.#docs = docs;
    this.#stamp = stamp;
  }

  /** The sync takes over from here. */
  keptBy(keep: Keep): void {
    this.#keep = keep;
  }

  stamp(): Stamp {
    return this.#stamp();
  }

  /**
   * Carries out edits; the inverses in the order to undo them in, or null when not all of them can
   * be. `kept`: values that stood there before, which need not be ones that may be newly written.
   */
  commit(edits: readonly Edit[], kept = false): readonly Inverse[] | null {
    if (!allPossible(this.#docs, edits, kept)) return null;
    const by = this.#stamp();
    const inverses: Inverse[] = [];
    for (const [document, group] of changesOf(edits)) {
      const written = this.#keep(document, group);
      const wroteSomething = this.#docs.doc(document).transact((transaction) => {
        for (const edit of group) {
          const inverse = carryOut(this.#docs, edit, by);
          if (inverse !== null) inverses.push(inverse);
        }
        return transaction.changed.size > 0;
      }, LOCAL);
      written(wroteSomething);
    }
    return inverses.reverse();
  }

  /** Notes what was written in a text without `commit`: by the undo of its editor. */
  noteText(place: TextPlace, delta: Y.YTextEvent["delta"]): void {
    const edits = writesOf(place, delta);
    if (edits.length > 0) this.#keep(place.document, edits);
  }
}

/** Where a text lives. */
export interface TextPlace {
  readonly document: DocumentKind;
  readonly root: string;
  readonly id?: string;
  readonly field?: string;
}

/**
 * What becomes one transaction, and so one frame: structure before what stands in it, as the documents are
 * named first, and never more than the server takes in without letting others wait.
 */
function changesOf(edits: readonly Edit[]): [DocumentKind, readonly Edit[]][] {
  const groups = new Map<DocumentKind, Edit[]>();
  for (const edit of edits) {
    const group = groups.get(edit.document);
    if (group === undefined) groups.set(edit.document, [edit]);
    else group.push(edit);
  }
  const changes: [DocumentKind, readonly Edit[]][] = [];
  for (const [document, group] of groups) {
    for (let from = 0; from < group.length; from += PAGE_FRAME_PIECES) {
      changes.push([document, group.slice(from, from + PAGE_FRAME_PIECES)]);
    }
  }
  return changes;
}

/** A delta as splices, each in terms of the text after the ones before it. */
function writesOf(place: TextPlace, delta: Y.YTextEvent["delta"]): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const part of delta) {
    if (part.retain !== undefined) at += part.retain;
    else if (part.delete !== undefined) {
      edits.push({ ...place, kind: "write", at, remove: part.delete, insert: "" });
    } else if (typeof part.insert === "string") {
      edits.push({ ...place, kind: "write", at, remove: 0, insert: part.insert });
      at += part.insert.length;
    }
  }
  return edits;
}
