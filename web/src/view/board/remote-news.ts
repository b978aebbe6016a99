/**
 * What others changed, gathered into one sentence: each record counts once however often it was
 * touched, and the phase is named when everything happened in one. Knows no clock and no page.
 */
import type { RemoteChange } from "../../model/board.ts";

/** `phase` is null when it happened in several, or in none. */
export interface News {
  readonly count: number;
  readonly phase: string | null;
}

export class RemoteNews {
  readonly #phases = new Map<string, string | null>();

  add(changes: readonly RemoteChange[]): void {
    for (const { record, phase } of changes) this.#phases.set(record, phase);
  }

  /** Everything since the last time; null when there is nothing. */
  take(): News | null {
    const count = this.#phases.size;
    const [first = null, ...others] = new Set(this.#phases.values());
    this.#phases.clear();
    return count === 0 ? null : { count, phase: others.length === 0 ? first : null };
  }
}
