/**
 * A value that can be read at any moment and that says when it changed: the one shape in which the
 * model and the sync show anything. `get` and `subscribe` never change identity, so they can be
 * handed to React's `useSyncExternalStore` as they are. Knows nothing of React or Yjs.
 */

export type Unsubscribe = () => void;

/** Read it with `get`; `subscribe` calls after each change, without the new value. */
export interface Value<T> {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => Unsubscribe;
}

/** A value that its owner sets. Setting an equal value is no change. */
export class Slot<T> implements Value<T> {
  #value: T;
  #listeners: Set<() => void> | undefined;

  constructor(value: T) {
    this.#value = value;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): Unsubscribe => {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
    return () => {
      this.#listeners?.delete(listener);
    };
  };

  /** Whether anybody listens. */
  get watched(): boolean {
    return this.#listeners !== undefined && this.#listeners.size > 0;
  }

  /** Sets without telling; whether it was a change. Call `tell` later, once per batch. */
  put(value: T): boolean {
    if (Object.is(this.#value, value)) return false;
    this.#value = value;
    return true;
  }

  /** Tells the listeners. */
  tell(): void {
    if (this.#listeners === undefined) return;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Sets and tells. */
  set(value: T): void {
    if (this.put(value)) this.tell();
  }
}
