/**
 * A sticky travels to where somebody moved it, in 150 ms, so that people see what happened. Absent for
 * whoever wants less motion, and where many move at once.
 */
import type { Desk } from "../../actions/desk.ts";
import { nextFrame } from "../../env.ts";
import type { RemoteChange } from "../../model/board.ts";
import type { Cancel } from "../../model/outside.ts";

const MILLIS = 150;
/** More at once is no travel but a storm. */
const MOST = 12;
const LEAST_PIXELS = 8;

interface Start {
  readonly parent: Element | null;
  readonly left: number;
  readonly top: number;
}

export class Travelling {
  readonly #desk: Desk;
  readonly #calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  readonly #starts = new Map<string, Start>();
  #frame: Cancel | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  close(): void {
    this.#frame?.();
  }

  /** Before the page draws these changes. */
  depart(changes: readonly RemoteChange[]): void {
    if (this.#calm.matches || changes.length > MOST || this.#desk.carrying.get()) return;
    for (const { record } of changes) {
      if (!record.startsWith("stickies/")) continue;
      const id = `sticky:${record.slice("stickies/".length)}`;
      const element = document.getElementById(id);
      if (element === null || this.#starts.has(id)) continue;
      const { left, top } = element.getBoundingClientRect();
      this.#starts.set(id, { parent: element.parentElement, left, top });
    }
    // The page is drawn and seen to have changed first, so that the same frame puts the picture back
    // where it was before it looks how far there is to go.
    if (this.#starts.size > 0) queueMicrotask(() => queueMicrotask(() => this.#wait()));
  }

  #wait(): void {
    this.#frame ??= nextFrame(() => this.#arrive());
  }

  #arrive(): void {
    this.#frame = null;
    for (const [id, start] of this.#starts) {
      const element = document.getElementById(id);
      if (element === null || element.parentElement === start.parent) continue;
      const { left, top } = element.getBoundingClientRect();
      // Lengths inside what is zoomed count by it.
      const zoom = this.#desk.zoom.get();
      const [x, y] = [(start.left - left) / zoom, (start.top - top) / zoom];
      if (Math.hypot(x, y) < LEAST_PIXELS) continue;
      element.classList.add("travels");
      const way = element.animate(
        [{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }],
        { duration: MILLIS, easing: "ease-out" },
      );
      way.onfinish = () => element.classList.remove("travels");
      way.oncancel = way.onfinish;
    }
    this.#starts.clear();
  }
}
