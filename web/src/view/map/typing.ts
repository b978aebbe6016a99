/**
 * Ties a textarea to a shared text: own typing goes in, others' comes out with the selection kept,
 * and both wait while an input method composes. Owns no element; the editor gives it one.
 */
import type { TextBinding, TextDelta } from "../../model/session.ts";
import { difference, moved, rebased } from "./text-change.ts";

export class Typing {
  readonly #area: HTMLTextAreaElement;
  readonly #text: TextBinding;
  readonly #changed: () => void;
  readonly #stop: () => void;
  #seen: string;
  #composing = false;
  #waiting: TextDelta[][] = [];

  /** `changed` is told after every change of the words or the selection. */
  constructor(area: HTMLTextAreaElement, text: TextBinding, changed: () => void) {
    this.#area = area;
    this.#text = text;
    this.#changed = changed;
    this.#seen = text.get();
    area.value = this.#seen;
    this.#stop = text.observe((delta) => this.#remote(delta));
  }

  close(): void {
    if (this.#composing) this.composed();
    this.#stop();
  }

  composes(): void {
    this.#composing = true;
  }

  composed(): void {
    this.#composing = false;
    this.#push();
    this.#changed();
  }

  input(): void {
    if (!this.#composing) this.#push();
    this.#changed();
  }

  /** Sends what the textarea has more or less than the last text seen, over what others wrote since. */
  #push(): void {
    const { value, selectionStart } = this.#area;
    const change = difference(this.#seen, value, selectionStart);
    if (change !== null) {
      const now = this.#waiting.reduce<typeof change>((it, delta) => rebased(delta, it), change);
      this.#text.splice(now.at, now.remove, now.insert);
    }
    const waited = this.#waiting.length > 0;
    this.#waiting = [];
    const text = this.#text.get();
    if (waited || text !== value) {
      const caret = Math.min(selectionStart, text.length);
      this.#show(text, caret, caret);
    }
    this.#seen = text;
  }

  #remote(delta: readonly TextDelta[]): void {
    if (this.#composing) {
      this.#waiting.push([...delta]);
      return;
    }
    const { selectionStart, selectionEnd } = this.#area;
    this.#seen = this.#text.get();
    this.#show(this.#seen, moved(delta, selectionStart), moved(delta, selectionEnd));
    this.#changed();
  }

  #show(text: string, start: number, end: number): void {
    const { scrollTop, selectionDirection } = this.#area;
    this.#area.value = text;
    this.#area.setSelectionRange(start, end, selectionDirection);
    this.#area.scrollTop = scrollTop;
  }
}
