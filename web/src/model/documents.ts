/**
 * The Yjs documents of one board, each root typed as the schema says. A document can be swapped for
 * a fresh one (after a refusal); whoever reads along is told. Knows the schema and Yjs, not what the
 * records mean and not where bytes go.
 */
import * as Y from "yjs";
import { DOCUMENTS, type DocumentKind, type Root } from "../generated/schema.ts";
import type { AnyRef } from "./board.ts";
import type { Unsubscribe } from "./value.ts";

/** The origin of transactions that this person made. */
export const LOCAL = "local";
/** The origin of what the server sent. */
export const REMOTE = "remote";

/** What a field of a record can hold in Yjs. */
export type Record = Y.Map<unknown>;

export const KINDS = Object.keys(DOCUMENTS) as readonly DocumentKind[];

/** The schema of a root, or undefined for a name that this page does not know. */
export function rootSchema(document: DocumentKind, root: string): Root | undefined {
  const roots: Readonly<{ [name: string]: Root }> = DOCUMENTS[document];
  return Object.hasOwn(roots, root) ? roots[root] : undefined;
}

/** An empty document with all its roots typed; untyped roots would be read as the wrong type. */
export function newDocument(kind: DocumentKind, client: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  for (const [name, root] of Object.entries(DOCUMENTS[kind] as { [name: string]: Root })) {
    if (root.shape === "text") doc.getText(name);
    else doc.getMap(name);
  }
  return doc;
}

/** `root/id` taken apart; null when it is not that. */
export function parseRef(ref: string): { readonly root: string; readonly id: string } | null {
  const slash = ref.indexOf("/");
  if (slash <= 0 || slash === ref.length - 1) return null;
  return { root: ref.slice(0, slash), id: ref.slice(slash + 1) };
}

export function refOf(root: string, id: string): AnyRef {
  return `${root}/${id}`;
}

/** The document that holds a root. Two documents have `stickies` and `quotes`: the shared one. */
export function documentOf(root: string): DocumentKind | null {
  for (const kind of ["map", "frame", "talk", "notes"] as const) {
    if (rootSchema(kind, root) !== undefined) return kind;
  }
  return null;
}

export class Documents {
  readonly #docs = new Map<DocumentKind, Y.Doc>();
  readonly #swapped = new Set<(kind: DocumentKind, doc: Y.Doc, before: Y.Doc) => void>();
  readonly #rewritten = new Set<(kind: DocumentKind) => void>();
  /** Every replica id that this page wrote with. */
  readonly #own = new Set<number>();

  constructor(client: number) {
    this.#own.add(client);
    for (const kind of KINDS) this.#docs.set(kind, newDocument(kind, client));
  }

  doc(kind: DocumentKind): Y.Doc {
    const doc = this.#docs.get(kind);
    if (doc === undefined) throw new Error(`a board has no document ${kind}`);
    return doc;
  }

  /** The records or values of a root. */
  map(kind: DocumentKind, root: string): Y.Map<unknown> {
    return this.doc(kind).getMap(root);
  }

  record(kind: DocumentKind, root: string, id: string): Record | null {
    const schema = rootSchema(kind, root);
    if (schema?.shape !== "records") return null;
    const record = this.map(kind, root).get(id);
    return record instanceof Y.Map ? record : null;
  }

  /** A record's text, or a root text when there is no record. */
  text(kind: DocumentKind, root: string, id: string | null, field: string | null): Y.Text | null {
    if (id === null || field === null) {
      return rootSchema(kind, root)?.shape === "text" ? this.doc(kind).getText(root) : null;
    }
    const text = this.record(kind, root, id)?.get(field);
    return text instanceof Y.Text ? text : null;
  }

  isOwn(client: number): boolean {
    return this.#own.has(client);
  }

  /**
   * Puts a fresh document in the place of one. `rewrite` writes in it again what only the old one
   * had; the old one is destroyed after everybody knows.
   */
  swap(kind: DocumentKind, doc: Y.Doc, rewrite: () => void = () => undefined): void {
    const before = this.doc(kind);
    this.#own.add(doc.clientID);
    this.#docs.set(kind, doc);
    for (const listener of [...this.#swapped]) listener(kind, doc, before);
    rewrite();
    for (const listener of [...this.#rewritten]) listener(kind);
    before.destroy();
  }

  /** After a swap, once the fresh document also has what was written again. */
  onRewritten(listener: (kind: DocumentKind) => void): Unsubscribe {
    this.#rewritten.add(listener);
    return () => {
      this.#rewritten.delete(listener);
    };
  }

  onSwap(listener: (kind: DocumentKind, doc: Y.Doc, before: Y.Doc) => void): Unsubscribe {
    this.#swapped.add(listener);
    return () => {
      this.#swapped.delete(listener);
    };
  }

  destroy(): void {
    for (const doc of this.#docs.values()) doc.destroy();
  }
}
