/**
 * Keeps the picture still while others change the board: the sticky with the focus, else the first
 * lane in sight, stays where it is on the screen. Measures at most once a frame, after a change.
 */
import { nextFrame } from "../../env.ts";
import type { Cancel } from "../../model/outside.ts";

interface Held {
  readonly element: Element;
  readonly top: number;
}

export class Stillness {
  readonly #map: HTMLElement;
  readonly #watcher: MutationObserver;
  #held: Held | null = null;
  #lanes: Held[] = [];
  #frame: Cancel | null = null;

  constructor(map: HTMLElement) {
    this.#map = map;
    this.#watcher = new MutationObserver(() => this.#changed());
    this.#watcher.observe(map, { childList: true, characterData: true, subtree: true });
    this.#measure();
  }

  close(): void {
    this.#watcher.disconnect();
    this.#frame?.();
  }

  /** From now on this element stays where it is. */
  hold(element: Element): void {
    this.#held = { element, top: this.#top(element) };
  }

  release(): void {
    this.#held = null;
    this.#measure();
  }

  /** From the top of the content, so that scrolling does not change it. */
  #top(element: Element): number {
    return (
      element.getBoundingClientRect().top -
      this.#map.getBoundingClientRect().top +
      this.#map.scrollTop
    );
  }

  #measure(): void {
    this.#lanes = [...this.#map.querySelectorAll(".lane")].map((element) => ({
      element,
      top: this.#top(element),
    }));
  }

  #changed(): void {
    this.#frame ??= nextFrame(() => {
      this.#frame = null;
      this.#settle();
    });
  }

  #settle(): void {
    const held = this.#held?.element.isConnected === true ? this.#held : this.#firstInSight();
    if (held !== null) {
      const shift = this.#top(held.element) - held.top;
      if (Math.abs(shift) >= 1 && this.#map.scrollTop > 0) this.#map.scrollTop += shift;
      if (held === this.#held) this.hold(held.element);
    }
    this.#measure();
  }

  /** Judged by where the lanes were before the change. */
  #firstInSight(): Held | null {
    const from = this.#map.scrollTop;
    return this.#lanes.find(({ element, top }) => top >= from && element.isConnected) ?? null;
  }
}
