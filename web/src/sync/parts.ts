/**
 * Changes that wait, put together into frames that the server takes in without letting others wait; and
 * what a document holds already of a change. Knows the bytes of changes, not who waits for them.
 */
import * as Y from "yjs";
import { PAGE_FRAME_BYTES, PAGE_FRAME_PIECES } from "../generated/limits.ts";

type Gone = ReturnType<typeof Y.createDeleteSetFromStructStore>;

interface Change {
  readonly bytes: Uint8Array;
}

/** The structs and the deletions of a change: what the server has to find a place for. */
function piecesOf(bytes: Uint8Array): number {
  const { structs, ds } = Y.decodeUpdate(bytes);
  let pieces = structs.length;
  for (const deletions of ds.clients.values()) pieces += deletions.length;
  return pieces;
}

/** Whether a replica has not come to where a change begins: it lost something that it had. */
export function isBehind(vector: Uint8Array, client: number, { bytes }: Change): boolean {
  const begin = Y.parseUpdateMeta(bytes).from.get(client);
  return begin !== undefined && (Y.decodeStateVector(vector).get(client) ?? 0) < begin;
}

/** In their order, as many at a time as one frame may carry; one that is larger goes alone. */
export function partsOf<C extends Change>(changes: readonly C[]): readonly (readonly C[])[] {
  const parts: C[][] = [];
  let [pieces, bytes] = [Infinity, Infinity];
  for (const change of changes) {
    const its = piecesOf(change.bytes);
    pieces += its;
    bytes += change.bytes.length;
    if (pieces <= PAGE_FRAME_PIECES && bytes <= PAGE_FRAME_BYTES) {
      parts.at(-1)?.push(change);
      continue;
    }
    parts.push([change]);
    [pieces, bytes] = [its, change.bytes.length];
  }
  return parts;
}

/** Tells of changes whether a document has everything that they say. */
export function holds(doc: Y.Doc): (bytes: Uint8Array) => boolean {
  const gone = Y.createDeleteSetFromStructStore(doc.store);
  return (bytes) => {
    const { structs, ds } = Y.decodeUpdate(bytes);
    return (
      structs.every(({ id, length }) => id.clock + length <= Y.getState(doc.store, id.client)) &&
      [...ds.clients].every(([client, deletions]) =>
        deletions.every(({ clock, len }) => allGone(gone, client, clock, len)),
      )
    );
  };
}

function allGone(gone: Gone, client: number, from: number, length: number): boolean {
  for (let clock = from; clock < from + length; clock += 1) {
    if (!Y.isDeleted(gone, Y.createID(client, clock))) return false;
  }
  return true;
}
