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
import { type Edit, type Inverse, isNote } from "./edit.ts";
import type { Journal } from "./journal.ts";
import type { Deed, Undo, Undone } from "./session.ts";
import { Slot } from "./value.ts";
import { shortened } from "./words.ts";

/** Steps that are kept: more than anybody takes back, and each typing step listens to its text. */
const STEPS_MAX = 100;

/** Typing in one text, undone and redone as a whole. */
export interface Typing {
  readonly record: AnyRef;
  /** What the text said before the visit. */
  readonly before: string;
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

  /**
   * An emptied record was thrown away. The visit that emptied it is part of the step, so that one
   * undo brings the words back. What never had words leaves nothing, unless somebody else wrote.
   */
  pushDiscard(record: AnyRef, words: string, inverses: readonly Inverse[]): void {
    const last = this.#done.at(-1);
    const visit =
      last?.typing?.record === record && last.inverses.length === 0 ? last.typing : null;
    const before = (visit?.before ?? words).trim();
    if (before === "" && !inverses.some(({ edit }) => this.#sawStrangers(edit))) {
      this.#forget(record);
      return;
    }
    if (visit !== null) this.#done.pop();
    const deed: Deed = { name: "throw_away", count: 1, subject: shortened(before) };
    this.#push({ deed, inverses, typing: visit });
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

  /** No step is about this record any more. */
  #forget(record: AnyRef): void {
    const without = (step: Step): Step => {
      const isOf = step.typing?.record === record;
      if (isOf) step.typing.forget();
      const inverses = step.inverses.filter(({ edit }) => recordOf(edit) !== record);
      const same = !isOf && inverses.length === step.inverses.length;
      return same ? step : { ...step, inverses, typing: isOf ? null : step.typing };
    };
    this.#done = this.#done.map(without);
    this.#undone = this.#undone.map(without);
    this.#keepOnly((step) => step.typing !== null || step.inverses.length > 0);
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
    const { back, left } = this.#takeEdits(step.inverses);
    const typed = step.typing?.[way]() ?? false;
    const typing = typed ? step.typing : null;
    if (back.length > 0 || typed) to.push({ deed: step.deed, inverses: back, typing });
    this.#tell();
    return { deed: step.deed, done: Math.max(back.length, typed ? 1 : 0), left };
  }

  #takeEdits(inverses: readonly Inverse[]) {
    const now = this.#journal.stamp();
    const left: { record: AnyRef; by: string | null }[] = [];
    const rightful: Edit[] = [];
    // A log tells what happened to its record: when its entry cannot go, what it tells of stays.
    const told = new Set(
      inverses
        .filter((one) => isNote(one.edit) && !this.#isRightful(one))
        .map(({ edit }) => recordOf(edit)),
    );
    for (const inverse of inverses) {
      const stays = told.has(recordOf(inverse.edit));
      if (!stays && this.#isRightful(inverse)) rightful.push(signed(inverse, now));
      else left.push({ record: recordOf(inverse.edit), by: this.#changer(inverse.edit) });
    }
    const back = rightful.length === 0 ? null : this.#journal.commit(rightful, true);
    return { back: back ?? [], left };
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

  /** Whether somebody else ever wrote in a record, also what is erased again. */
  #sawStrangers(edit: Edit): boolean {
    const { id = "" } = edit.kind === "set_flat" ? {} : edit;
    const record = this.#docs.record(edit.document, edit.root, id);
    return record !== null && this.#strangers(record, true).length > 0;
  }

  /** The replicas of others that wrote what stands in a record, the latest writer last. */
  #strangers(record: Y.Map<unknown>, erased = false): number[] {
    const clients: number[] = [];
    for (const item of record._map.values()) {
      if (!item.deleted) clients.push(item.id.client);
      const type = "type" in item.content ? (item.content.type as Y.AbstractType<unknown>) : null;
      for (let inner = type?._start ?? null; inner !== null; inner = inner.right) {
        if (erased || !inner.deleted) clients.push(inner.id.client);
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

/**
 * Whoever takes a creation back throws it away now, not when it was made. What was thrown away before
 * keeps its own signature: the step that threw it away looks for that.
 */
function signed({ edit, expects }: Inverse, now: Stamp): Edit {
  const creation = edit.kind === "throw_away" && expects.kind === "untouched";
  return creation ? { ...edit, gone: now } : edit;
}

function recordOf(edit: Edit): AnyRef {
  return refOf(edit.root, edit.kind === "set_flat" ? edit.key : (edit.id ?? ""));
}
