/**
 * Undo of this person's own edits, by name. A step is the inverses of one deed, each with what it
 * must still find; what somebody changed since is left alone and reported with who it was. Typing is
 * one step per visit to a text and is taken back by that text's own manager. Knows no screens.
 */
import type * as Y from "yjs";
import type { Stamp } from "../generated/schema.ts";
import { asExpected } from "./apply.ts";
import type { AnyRef } from "./board.ts";
import { possible } from "./check.ts";
import { type Documents, refOf } from "./documents.ts";
import type { Edit, Inverse } from "./edit.ts";
import type { Journal } from "./journal.ts";
import type { Deed, Undo, Undone } from "./session.ts";
import { Slot } from "./value.ts";

/** Steps that are kept: more than anybody takes back, and each typing step listens to its text. */
const STEPS_MAX = 100;

/** Typing in one text, undone and redone as a whole. */
export interface Typing {
  readonly record: AnyRef;
  readonly undo: () => boolean;
  readonly redo: () => boolean;
  readonly forget: () => void;
}

interface Step {
  readonly deed: Deed;
  readonly inverses: readonly Inverse[];
  readonly typing: Typing | null;
}

type Next = ReturnType<Undo["next"]["get"]>;

export class History implements Undo {
  readonly next = new Slot<Next>({ undo: null, redo: null });
  readonly #docs: Documents;
  readonly #journal: Journal;
  readonly #whoIs: (client: number) => string | null;
  #done: Step[] = [];
  #undone: Step[] = [];

  /** `whoIs` names the member behind a replica, if anybody knows. */
  constructor(docs: Documents, journal: Journal, whoIs: (client: number) => string | null) {
    this.#docs = docs;
    this.#journal = journal;
    this.#whoIs = whoIs;
    // A typing step belongs to the text of the document that was replaced.
    docs.onSwap(() => this.#keepOnly((step) => step.typing === null));
  }

  push(deed: Deed, inverses: readonly Inverse[]): void {
    if (inverses.length > 0) this.#push({ deed, inverses, typing: null });
  }

  pushTyping(deed: Deed, typing: Typing): void {
    this.#push({ deed, inverses: [], typing });
  }

  readonly undo = (): Undone | null => this.#take(this.#done, this.#undone, "undo");
  readonly redo = (): Undone | null => this.#take(this.#undone, this.#done, "redo");

  #push(step: Step): void {
    this.#done.push(step);
    for (const lost of this.#undone) lost.typing?.forget();
    this.#undone = [];
    if (this.#done.length > STEPS_MAX) this.#done.shift()?.typing?.forget();
    this.#tell();
  }

  #keepOnly(keep: (step: Step) => boolean): void {
    this.#done = this.#done.filter(keep);
    this.#undone = this.#undone.filter(keep);
    this.#tell();
  }

  #tell(): void {
    const undo = this.#done.at(-1)?.deed ?? null;
    const redo = this.#undone.at(-1)?.deed ?? null;
    const now = this.next.get();
    if (now.undo !== undo || now.redo !== redo) this.next.set({ undo, redo });
  }

  #take(from: Step[], to: Step[], way: "undo" | "redo"): Undone | null {
    const step = from.pop();
    if (step === undefined) return null;
    const undone = step.typing === null ? this.#takeEdits(step, to) : takeTyping(step, to, way);
    this.#tell();
    return undone;
  }

  #takeEdits(step: Step, to: Step[]): Undone {
    const now = this.#journal.stamp();
    const left: { record: AnyRef; by: string | null }[] = [];
    const back: Inverse[] = [];
    const rightful: Edit[] = [];
    for (const inverse of step.inverses) {
      if (this.#isRightful(inverse)) rightful.push(signed(inverse.edit, now));
      else left.push({ record: recordOf(inverse.edit), by: this.#changer(inverse.edit) });
    }
    const redo = this.#journal.commit(rightful, true);
    if (redo !== null) back.push(...redo);
    if (back.length > 0) to.push({ deed: step.deed, inverses: back, typing: null });
    return { deed: step.deed, done: back.length, left };
  }

  /** What was made and then only written in by its maker may go, too. */
  #isRightful(inverse: Inverse): boolean {
    if (!possible(this.#docs, inverse.edit, true)) return false;
    if (asExpected(this.#docs, inverse)) return true;
    if (inverse.expects.kind !== "untouched" || inverse.edit.kind !== "throw_away") return false;
    const { document, root, id } = inverse.edit;
    const record = this.#docs.record(document, root, id);
    return record !== null && !record.has("gone") && this.#strangers(record).length === 0;
  }

  /** The replicas of others that wrote what stands in a record, the latest writer last. */
  #strangers(record: Y.Map<unknown>): number[] {
    const clients: number[] = [];
    for (const item of record._map.values()) {
      if (!item.deleted) clients.push(item.id.client);
      const type = "type" in item.content ? (item.content.type as Y.AbstractType<unknown>) : null;
      for (let inner = type?._start ?? null; inner !== null; inner = inner.right) {
        if (!inner.deleted) clients.push(inner.id.client);
      }
    }
    return clients.filter((client) => !this.#docs.isOwn(client));
  }

  /** Who wrote what stands in the way: the signature of the bin, or the owner of the replica. */
  #changer(edit: Edit): string | null {
    if (edit.kind === "set_flat") {
      const item = this.#docs.map(edit.document, edit.root)._map.get(edit.key);
      return item === undefined ? null : this.#whoIs(item.id.client);
    }
    const record =
      edit.id === undefined ? null : this.#docs.record(edit.document, edit.root, edit.id);
    if (record === null) return null;
    const gone = record.get("gone");
    if (Array.isArray(gone) && typeof gone[0] === "string") return gone[0];
    const field = edit.kind === "set" || edit.kind === "set_key" ? edit.field : null;
    const item = field === null ? undefined : record._map.get(field);
    const client = item?.id.client ?? this.#strangers(record).at(-1);
    return client === undefined ? null : this.#whoIs(client);
  }
}

function takeTyping(step: Step, to: Step[], way: "undo" | "redo"): Undone {
  const done = step.typing?.[way]() ?? false;
  if (done) to.push(step);
  return { deed: step.deed, done: done ? 1 : 0, left: [] };
}

/** Whoever takes a creation back throws it away now, not when it was made. */
function signed(edit: Edit, now: Stamp): Edit {
  return edit.kind === "throw_away" ? { ...edit, gone: now } : edit;
}

function recordOf(edit: Edit): AnyRef {
  return refOf(edit.root, edit.kind === "set_flat" ? edit.key : (edit.id ?? ""));
}
