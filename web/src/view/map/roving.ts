/**
 * One tab stop for the whole map: the element that had the focus last. The grid itself takes Tab
 * only while nothing inside has ever been focused or the last one is gone, and passes it on.
 */
import { FOCUSABLE } from "./element.ts";

export class Roving {
  readonly #map: HTMLElement;
  #stop: HTMLElement | null = null;

  constructor(map: HTMLElement) {
    this.#map = map;
  }

  focusIn(element: HTMLElement): void {
    if (element === this.#map) {
      const inside = this.#known() ?? this.#map.querySelector<HTMLElement>(".cell");
      inside?.focus({ preventScroll: true });
      return;
    }
    const stop = element.closest<HTMLElement>(FOCUSABLE);
    if (stop === null) return;
    this.#stop?.setAttribute("tabindex", "-1");
    stop.setAttribute("tabindex", "0");
    this.#stop = stop;
    this.#map.setAttribute("tabindex", "-1");
  }

  /** When the focus left the map, or its element was taken away. */
  focusOut(): void {
    if (this.#known() === null) this.#map.setAttribute("tabindex", "0");
  }

  #known(): HTMLElement | null {
    return this.#stop?.isConnected === true ? this.#stop : null;
  }
}
