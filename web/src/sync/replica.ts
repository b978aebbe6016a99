/**
 * This page's copy of a board and its conversation with the server about it: what is asked, what is
 * answered, what is on disk, and what must be built anew. Much that waits leaves in parts. A refusal is
 * final for a replica, so then a fresh document takes its place and the pending edits are replayed on
 * it one by one. Knows frames and documents, no sockets and no time.
 */
import * as Y from "yjs";
import type { DocumentKind } from "../generated/schema.ts";
import { carryOut } from "../model/apply.ts";
import { possible } from "../model/check.ts";
import { type Documents, KINDS, LOCAL, newDocument, REMOTE } from "../model/documents.ts";
import type { Edit } from "../model/edit.ts";
import type { Journal } from "../model/journal.ts";
import { type Heard, type Hello, type Refusal, step1, step2, update } from "./frames.ts";
import { holds, isBehind, partsOf } from "./parts.ts";
import { type Entry, Pending, type Writing } from "./pending.ts";

/** An update that says nothing: the answer of somebody who has nothing to add. */
const NOTHING = new Uint8Array([0, 0]);
/** After so many refusals without anything taken in between, the rest is offered as a file. */
const STRIKES_MAX = 3;

/** What the replica needs of whoever owns it. */
export interface Around {
  readonly send: (frame: Uint8Array) => void;
  /** Leave this connection and make another one. */
  readonly restart: () => void;
  readonly newClient: () => number;
  /** Edits that the server did not take and that stay out. */
  readonly offer: (edits: readonly Edit[], why: string) => void;
  /** Pending, synced or trouble changed. */
  readonly changed: () => void;
}

/** Where one document stands on this connection. */
interface Line {
  readonly pending: Pending;
  /** Our step 1 went out. */
  asked: boolean;
  /** The server asked for what it misses, so what is written from now on can leave at once. */
  open: boolean;
  /** Our step 1 was answered at least once since the document was made. */
  synced: boolean;
  /** The document that will take the place of the shown one, once it is filled. */
  fresh: Y.Doc | null;
  /** What listens to the shown document. */
  followed: (bytes: Uint8Array, origin: unknown) => void;
  strikes: number;
}

export class Replica {
  readonly #docs: Documents;
  readonly #journal: Journal;
  readonly #around: Around;
  readonly #lines = new Map<DocumentKind, Line>();
  #epoch: string | null = null;
  #greeted = false;

  constructor(docs: Documents, journal: Journal, around: Around) {
    this.#docs = docs;
    this.#journal = journal;
    this.#around = around;
    for (const kind of KINDS) {
      this.#lines.set(kind, {
        pending: new Pending(),
        asked: false,
        open: false,
        synced: false,
        fresh: null,
        followed: () => undefined,
        strikes: 0,
      });
      this.#follow(kind, docs.doc(kind));
    }
    journal.keptBy((kind, edits) => this.#keep(kind, edits));
  }

  /** The history of the board that this page knows. */
  get epoch(): string | null {
    return this.#epoch;
  }

  get pending(): number {
    let size = 0;
    for (const line of this.#lines.values()) size += line.pending.size;
    return size;
  }

  /** Whether these documents were filled at least once. */
  isSynced(kinds: readonly DocumentKind[]): boolean {
    return kinds.every((kind) => this.#line(kind).synced);
  }

  /** Everything that is not on disk. */
  unsent(): readonly Edit[] {
    return KINDS.flatMap((kind) => this.#line(kind).pending.edits());
  }

  disconnected(): void {
    this.#greeted = false;
    for (const line of this.#lines.values()) {
      line.asked = false;
      line.open = false;
      line.pending.disconnected();
    }
  }

  /** The server knows another history; it will say which. */
  afresh(): void {
    for (const kind of KINDS) this.#rebuild(kind);
  }

  hear(heard: Heard): void {
    switch (heard.kind) {
      case "hello":
        this.#hello(heard.hello);
        break;
      case "step_1":
        this.#answer(heard.document, heard.vector);
        break;
      case "update":
        this.#apply(heard.document, heard.update, heard.answer);
        break;
      case "durable":
        this.#durable(heard.counts);
        break;
      case "refused":
        this.#refused(heard.document, heard.code, heard.taken, heard.reason);
        break;
      default:
        break;
    }
  }

  /** Gives up what this member may not write any more, instead of keeping it waiting for ever. */
  giveUp(kind: DocumentKind, why: string): void {
    const line = this.#line(kind);
    if (line.pending.size === 0) return;
    this.#around.offer(line.pending.takeAll(), why);
    this.#rebuild(kind);
    this.#around.restart();
  }

  #line(kind: DocumentKind): Line {
    const line = this.#lines.get(kind);
    if (line === undefined) throw new Error(`a board has no document ${kind}`);
    return line;
  }

  /** Where the server's words about a document go. */
  #target(kind: DocumentKind): Y.Doc {
    return this.#line(kind).fresh ?? this.#docs.doc(kind);
  }

  #follow(kind: DocumentKind, doc: Y.Doc): void {
    const line = this.#line(kind);
    line.followed = (bytes, origin) => {
      if (origin === REMOTE || this.#docs.doc(kind) !== doc) return;
      const writing = line.pending.emitted(bytes);
      // While a fresh document is being filled, this replica's bytes are of no use to anybody.
      if (line.open && line.fresh === null) this.#send(line, update(kind, bytes), writing);
      this.#around.changed();
    };
    doc.on("update", line.followed);
  }

  /**
   * Takes in what the server sent. The first answer may be a whole board, and Yjs would write all of
   * it out again for whoever follows the document: nobody can have written in it yet, so nobody does.
   */
  #takeIn(kind: DocumentKind, line: Line, bytes: Uint8Array): void {
    const doc = this.#target(kind);
    const filling = !line.synced && line.pending.size === 0;
    if (filling) doc.off("update", line.followed);
    try {
      Y.applyUpdate(doc, bytes, REMOTE);
    } finally {
      if (filling && line.fresh === null) doc.on("update", line.followed);
    }
  }

  #send(line: Line, frame: Uint8Array, last: Writing | null): void {
    line.pending.sent(last);
    this.#around.send(frame);
  }

  #keep(kind: DocumentKind, edits: readonly Edit[]): (wroteSomething: boolean) => void {
    const { pending } = this.#line(kind);
    pending.keep(edits);
    return (wroteSomething) => {
      if (!wroteSomething) pending.unkeep(edits);
    };
  }

  #hello(hello: Hello): void {
    this.#greeted = true;
    if (this.#epoch !== null && this.#epoch !== hello.epoch) this.#otherHistory();
    this.#epoch = hello.epoch;
    for (const kind of hello.channels) {
      const line = this.#line(kind);
      if (line.asked) continue;
      line.asked = true;
      this.#around.send(step1(kind, Y.encodeStateVector(this.#target(kind))));
    }
    this.#around.changed();
  }

  /** A restored backup or an erasure: what waited was meant for another board than this is now. */
  #otherHistory(): void {
    const edits = this.unsent();
    for (const kind of KINDS) {
      this.#line(kind).pending.takeAll();
      this.#rebuild(kind);
    }
    if (edits.length > 0) this.#around.offer(edits, "other_history");
  }

  #answer(kind: DocumentKind, vector: Uint8Array): void {
    const line = this.#line(kind);
    if (!this.#greeted) return;
    // A fresh document carries none of the pending edits yet.
    const writings = line.fresh === null ? line.pending.writings() : [];
    this.#sendAll(kind, line, writings, vector);
    line.open = true;
    this.#settle(kind);
  }

  /**
   * What waits leaves as it was written, in frames that the server takes in at once. The last of them is
   * the answer: with it the server has everything, and until then it counts nothing that it dropped.
   */
  #sendAll(kind: DocumentKind, line: Line, writings: readonly Writing[], vector: Uint8Array): void {
    const [first, last] = [writings[0], writings.at(-1)];
    if (first === undefined || last === undefined) {
      this.#send(line, step2(kind, NOTHING), null);
      return;
    }
    const doc = this.#docs.doc(kind);
    if (isBehind(vector, doc.clientID, first)) {
      this.#send(line, step2(kind, Y.encodeStateAsUpdate(doc, vector)), last);
      return;
    }
    for (const part of partsOf(writings)) {
      const bytes = Y.mergeUpdates(part.map((writing) => writing.bytes));
      const end = part.at(-1) ?? last;
      this.#send(line, end === last ? step2(kind, bytes) : update(kind, bytes), end);
    }
  }

  #apply(kind: DocumentKind, bytes: Uint8Array, answer: boolean): void {
    if (!this.#greeted) return;
    const line = this.#line(kind);
    try {
      this.#takeIn(kind, line, bytes);
    } catch {
      // The document may be half changed; the server's own is whole.
      this.#rebuild(kind);
      this.#around.restart();
      return;
    }
    if (!answer) return;
    if (!line.synced) {
      line.synced = true;
      this.#around.changed();
    }
    if (line.fresh !== null) this.#settle(kind);
  }

  #durable(counts: readonly (readonly [DocumentKind, number])[]): void {
    let removed = false;
    for (const [kind, frames] of counts) {
      const line = this.#line(kind);
      if (!line.pending.durable(frames)) continue;
      line.strikes = 0;
      removed = true;
    }
    if (removed) this.#around.changed();
  }

  #refused(kind: DocumentKind, code: Refusal, taken: number, reason: string): void {
    const line = this.#line(kind);
    const culprits = line.pending.carriedAfter(taken);
    // A refusal leaves the server when what was taken before it is on disk.
    if (line.pending.durable(taken)) line.strikes = 0;
    line.strikes += 1;
    const why = reason === "" ? code : reason;
    if (line.strikes > STRIKES_MAX) {
      const rest = line.pending.takeAll();
      if (rest.length > 0) this.#around.offer(rest, why);
    } else if (culprits.length === 1) {
      line.pending.drop(culprits);
      this.#around.offer(
        culprits.map((entry) => entry.edit),
        why,
      );
    }
    this.#rebuild(kind);
    this.#around.changed();
    this.#around.restart();
  }

  /** A fresh document with a new replica id; it is shown once it is filled. */
  #rebuild(kind: DocumentKind): void {
    const line = this.#line(kind);
    line.fresh?.destroy();
    line.fresh = newDocument(kind, this.#around.newClient());
    line.synced = false;
    line.asked = false;
    line.open = false;
  }

  /** Shows a fresh document that is filled, and writes the pending edits in it again. */
  #settle(kind: DocumentKind): void {
    const line = this.#line(kind);
    const { fresh } = line;
    if (fresh === null || !line.synced) return;
    // Edits wait for the server's question, so that each leaves in a frame of its own.
    if (!line.open && line.pending.size > 0) return;
    line.fresh = null;
    line.pending.rewriting(holds(fresh));
    this.#follow(kind, fresh);
    const lost: Entry[] = [];
    this.#docs.swap(kind, fresh, () => {
      for (const entry of [...line.pending.entries()]) {
        if (!this.#replay(kind, line, entry)) lost.push(entry);
      }
    });
    if (lost.length > 0) {
      line.pending.drop(lost);
      this.#around.offer(
        lost.map((entry) => entry.edit),
        "unknown",
      );
    }
    this.#around.changed();
  }

  /** Whether an edit is in the document again, or was already. */
  #replay(kind: DocumentKind, line: Line, entry: Entry): boolean {
    const edit = fitted(this.#docs, entry.edit);
    if (edit.kind === "create" && this.#docs.record(kind, edit.root, edit.id) !== null) {
      line.pending.drop([entry]);
      return true;
    }
    if (!possible(this.#docs, edit, true)) return false;
    line.pending.rewrite(entry);
    const wroteSomething = this.#docs.doc(kind).transact((transaction) => {
      carryOut(this.#docs, edit, this.#journal.stamp());
      return transaction.changed.size > 0;
    }, LOCAL);
    if (!wroteSomething) line.pending.drop([entry]);
    return true;
  }
}

/** Typing at a spot that is not there any more happens at the nearest one. */
function fitted(docs: Documents, edit: Edit): Edit {
  if (edit.kind !== "write") return edit;
  const text = docs.text(edit.document, edit.root, edit.id ?? null, edit.field ?? null);
  const length = text?.length ?? 0;
  const at = Math.min(edit.at, length);
  return { ...edit, at, remove: Math.min(edit.remove, length - at) };
}
