/**
 * While the other end of a dependency is chosen: a click or Enter on a sticky is the answer, Escape
 * stops. Listens before everything else on the map, so that nothing is dragged or written meanwhile.
 */
import type { Desk } from "../../actions/desk.ts";
import { finishLinking, stopLinking } from "../../actions/linking.ts";
import { handFor } from "./use-hand.ts";

export class Linking {
  readonly #desk: Desk;
  readonly #ended = new AbortController();

  constructor(map: HTMLElement, desk: Desk) {
    this.#desk = desk;
    const options = { signal: this.#ended.signal, capture: true };
    map.addEventListener("pointerdown", (event) => this.#hold(event), options);
    map.addEventListener("dblclick", (event) => this.#hold(event), options);
    map.addEventListener("click", (event) => this.#click(event), options);
    window.addEventListener("keydown", (event) => this.#key(event), options);
  }

  close(): void {
    this.#ended.abort();
    this.#desk.linking.set(null);
  }

  #on(event: Event): Element | null {
    if (this.#desk.linking.get() === null || !(event.target instanceof Element)) return null;
    return event.target.closest(".sticky");
  }

  #hold(event: Event): void {
    if (this.#on(event) !== null) event.stopPropagation();
  }

  #click(event: MouseEvent): void {
    const sticky = this.#on(event);
    if (sticky === null) return;
    event.stopPropagation();
    event.preventDefault();
    finishLinking(handFor(this.#desk, sticky));
  }

  #key(event: KeyboardEvent): void {
    if (this.#desk.linking.get() === null) return;
    const sticky = document.activeElement?.closest(".sticky") ?? null;
    if (event.key === "Escape") stopLinking(handFor(this.#desk, null));
    else if (event.key === "Enter" && sticky !== null) finishLinking(handFor(this.#desk, sticky));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
