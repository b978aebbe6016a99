/**
 * All stickies by id and by place. A place is what the sticky says, whether or not such a lane or
 * phase exists, so that a change of structure moves no sticky. Ordering waits until somebody asks,
 * once per cell and batch. Knows no Yjs and tells nobody.
 */
import type { Sticky } from "./board.ts";
import { samePlain } from "./edit.ts";
import { compareRanked } from "./order.ts";

const NONE: readonly string[] = [];

/** A place as a key. Strangers may write anything in a place, so the joint is no letter. */
export function cellKey(layer: string, lane: string, phase: string): string {
  return `${layer}\u0000${lane}\u0000${phase}`;
}

export interface Place {
  readonly layer: string;
  readonly lane: string;
  readonly phase: string;
}

interface Cell extends Place {
  readonly ids: Set<string>;
}

function standAlike(a: Sticky, b: Sticky): boolean {
  return (
    a.layer === b.layer &&
    a.lane === b.lane &&
    a.phase === b.phase &&
    a.rank === b.rank &&
    (a.gone === null) === (b.gone === null)
  );
}

export class Shelf {
  readonly #stickies = new Map<string, Sticky>();
  readonly #cells = new Map<string, Cell>();
  readonly #stale = new Set<string>();
  #shown = 0;

  get(id: string): Sticky | null {
    return this.#stickies.get(id) ?? null;
  }

  ids(): Iterable<string> {
    return this.#stickies.keys();
  }

  all(): ReadonlyMap<string, Sticky> {
    return this.#stickies;
  }

  /** How many are not in the bin. */
  get shown(): number {
    return this.#shown;
  }

  /** Takes in a sticky as it reads now, or that it is no more; whether that was a change. */
  put(id: string, next: Sticky | null): boolean {
    const before = this.get(id);
    if (before === next || (before !== null && next !== null && samePlain(before, next))) {
      return false;
    }
    if (next === null) this.#stickies.delete(id);
    else this.#stickies.set(id, next);
    // Words and colours change no cell.
    if (before !== null && next !== null && standAlike(before, next)) return true;
    if (before !== null && before.gone === null) this.#remove(before);
    if (next !== null && next.gone === null) this.#add(next);
    return true;
  }

  /** The keys of the cells whose content may have changed, and forgets them. */
  takeStale(): string[] {
    const stale = [...this.#stale];
    this.#stale.clear();
    return stale;
  }

  place(key: string): Place | null {
    return this.#cells.get(key) ?? null;
  }

  /** The ids in a cell, in order. */
  order(key: string): readonly string[] {
    const cell = this.#cells.get(key);
    return cell === undefined || cell.ids.size === 0 ? NONE : this.sorted(cell.ids);
  }

  isEmpty(key: string): boolean {
    return (this.#cells.get(key)?.ids.size ?? 0) === 0;
  }

  sorted(ids: Iterable<string>): readonly string[] {
    const stickies: Sticky[] = [];
    for (const id of ids) {
      const sticky = this.#stickies.get(id);
      if (sticky !== undefined) stickies.push(sticky);
    }
    return stickies.sort(compareRanked).map((sticky) => sticky.id);
  }

  /** The cells that hold something. */
  *filled(): Iterable<Cell> {
    for (const cell of this.#cells.values()) if (cell.ids.size > 0) yield cell;
  }

  #add(sticky: Sticky): void {
    const key = cellKey(sticky.layer, sticky.lane, sticky.phase);
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      const { layer, lane, phase } = sticky;
      cell = { layer, lane, phase, ids: new Set() };
      this.#cells.set(key, cell);
    }
    cell.ids.add(sticky.id);
    this.#stale.add(key);
    this.#shown += 1;
  }

  #remove(sticky: Sticky): void {
    const key = cellKey(sticky.layer, sticky.lane, sticky.phase);
    this.#cells.get(key)?.ids.delete(sticky.id);
    this.#stale.add(key);
    this.#shown -= 1;
  }
}
