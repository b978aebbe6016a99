/**
 * One text under somebody's cursor: own typing in as splices, everything else out as deltas, places
 * that move along with the words, and undo of own typing in this text only. Survives that the
 * document is swapped for a fresh one. Knows no textarea.
 */
import * as Y from "yjs";
import { isLowSurrogate } from "./check.ts";
import { type Documents, LOCAL } from "./documents.ts";
import type { Journal, TextPlace as Spot } from "./journal.ts";
import type { TextBinding, TextDelta, TextPlace } from "./session.ts";
import type { Typing } from "./undo.ts";
import type { Unsubscribe } from "./value.ts";

/** What an editor of a text needs of the session. */
export interface Desk {
  readonly docs: Documents;
  readonly journal: Journal;
  readonly mayWrite: () => boolean;
  /** Called at the end of a visit in which something was typed. */
  readonly typed: (typing: Omit<Typing, "record">) => void;
}

type Listener = (delta: readonly TextDelta[]) => void;

export class Binding implements TextBinding {
  readonly max: number;
  readonly #desk: Desk;
  readonly #spot: Spot;
  readonly #before: string;
  readonly #listeners = new Set<Listener>();
  #text: Y.Text;
  #manager: Y.UndoManager;
  #stopSwap: Unsubscribe;
  #open = true;

  constructor(desk: Desk, spot: Spot, text: Y.Text, max: number) {
    this.#desk = desk;
    this.#spot = spot;
    this.max = max;
    this.#text = text;
    this.#before = text.toString();
    this.#manager = this.#follow(text);
    // Not before what was typed is in the fresh document too, or the editor would take it back.
    this.#stopSwap = desk.docs.onRewritten((kind) => {
      if (kind === spot.document) this.#resettle();
    });
  }

  readonly get = (): string => this.#text.toString();

  readonly splice = (at: number, remove: number, insert: string): void => {
    if (!this.#open || !this.#desk.mayWrite()) return;
    const words = this.get();
    const start = boundary(words, Math.min(at, words.length), -1);
    const end = remove === 0 ? start : boundary(words, Math.min(at + remove, words.length), 1);
    const room = Math.max(0, this.max - (words.length - (end - start)));
    const fitting = insert.slice(0, boundary(insert, Math.min(insert.length, room), -1));
    this.#desk.journal.commit([
      { ...this.#spot, kind: "write", at: start, remove: end - start, insert: fitting },
    ]);
  };

  readonly observe = (listener: Listener): Unsubscribe => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly place = (index: number): TextPlace => {
    const position = Y.createRelativePositionFromTypeIndex(this.#text, index);
    return Y.relativePositionToJSON(position) as TextPlace;
  };

  readonly index = (place: TextPlace): number | null => {
    const doc = this.#text.doc;
    if (doc === null) return null;
    try {
      const position = Y.createRelativePositionFromJSON(place);
      const found = Y.createAbsolutePositionFromRelativePosition(position, doc);
      return found !== null && found.type === this.#text ? found.index : null;
    } catch {
      // Somebody else's presence is not checked by anybody: what is no place is nowhere.
      return null;
    }
  };

  readonly undo = (): boolean => this.#desk.mayWrite() && this.#manager.undo() !== null;
  readonly redo = (): boolean => this.#desk.mayWrite() && this.#manager.redo() !== null;

  readonly close = (): void => {
    if (!this.#open) return;
    this.#open = false;
    this.#listeners.clear();
    const manager = this.#manager;
    const text = this.#text;
    this.#stopSwap();
    const forget = () => {
      manager.destroy();
      text.unobserve(this.#heard);
    };
    if (manager.undoStack.length === 0) {
      forget();
      return;
    }
    // From here on it is one step: what others or a later visit type in this text is not its own.
    manager.trackedOrigins.delete(LOCAL);
    this.#desk.typed({
      before: this.#before,
      undo: () => all(() => manager.undo()),
      redo: () => all(() => manager.redo()),
      forget,
    });
  };

  #follow(text: Y.Text): Y.UndoManager {
    text.observe(this.#heard);
    return new Y.UndoManager(text, { trackedOrigins: new Set([LOCAL]) });
  }

  readonly #heard = (event: Y.YTextEvent, transaction: Y.Transaction): void => {
    if (transaction.origin === this.#manager) this.#desk.journal.noteText(this.#spot, event.delta);
    if (transaction.origin !== LOCAL) this.#tell(event.delta);
  };

  #tell(delta: Y.YTextEvent["delta"]): void {
    const parts: TextDelta[] = [];
    for (const part of delta) {
      if (part.retain !== undefined) parts.push({ retain: part.retain });
      else if (part.delete !== undefined) parts.push({ delete: part.delete });
      else if (typeof part.insert === "string") parts.push({ insert: part.insert });
    }
    for (const listener of [...this.#listeners]) listener(parts);
  }

  /** The document was replaced: the same words, as far as they are there, in another text. */
  #resettle(): void {
    const { document, root, id, field } = this.#spot;
    const text = this.#desk.docs.text(document, root, id ?? null, field ?? null);
    const before = this.get();
    this.#manager.destroy();
    this.#text.unobserve(this.#heard);
    if (text === null) return;
    this.#text = text;
    this.#manager = this.#follow(text);
    const delta = difference(before, text.toString());
    if (delta.length > 0) for (const listener of [...this.#listeners]) listener(delta);
  }
}

function all(step: () => unknown): boolean {
  let some = false;
  while (step() !== null) some = true;
  return some;
}

/** The nearest boundary of a character at or beside a spot, to the left (−1) or the right (1). */
function boundary(words: string, spot: number, side: -1 | 1): number {
  const inside = spot > 0 && spot < words.length && isLowSurrogate(words.charCodeAt(spot));
  return inside ? spot + side : spot;
}

/** What turns one text into another, as one replacement in the middle. */
export function difference(before: string, after: string): readonly TextDelta[] {
  if (before === after) return [];
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const delta: TextDelta[] = [];
  if (start > 0) delta.push({ retain: start });
  if (after.length > start + end) delta.push({ insert: after.slice(start, after.length - end) });
  if (before.length > start + end) delta.push({ delete: before.length - start - end });
  return delta;
}
