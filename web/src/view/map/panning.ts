/**
 * Moving the map by hand: drag with the middle button, or with the space bar held; on the big screen,
 * where the browser leaves all touches to the map, with a finger beside the stickies. Neither selects
 * nor drags anything.
 */
import type { Desk } from "../../actions/desk.ts";

interface Grip {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly top: number;
}

/** The plus of a cell is pressed by a tap; a finger that moves on it is on the cell. */
const TAKEN = ".sticky, button:not(.add), input, textarea, .head, .lane-head, .hartslag";
const WRITES = "input, textarea, select, [contenteditable]";

export class Panning {
  readonly #map: HTMLElement;
  readonly #desk: Desk;
  readonly #ended = new AbortController();
  #space = false;
  #grip: Grip | null = null;

  constructor(map: HTMLElement, desk: Desk) {
    this.#map = map;
    this.#desk = desk;
    const { signal } = this.#ended;
    map.addEventListener("pointerdown", (event) => this.#down(event), { signal, capture: true });
    window.addEventListener("pointermove", (event) => this.#move(event), { signal });
    for (const kind of ["pointerup", "pointercancel"] as const) {
      window.addEventListener(kind, ({ pointerId }) => this.#end(pointerId), { signal });
    }
    window.addEventListener("blur", () => this.#hold(false), { signal });
    window.addEventListener("keydown", (event) => this.#key(event, true), { signal });
    window.addEventListener("keyup", (event) => this.#key(event, false), { signal });
  }

  close(): void {
    this.#ended.abort();
  }

  #key({ key, target }: KeyboardEvent, held: boolean): void {
    if (key !== " " || (target instanceof Element && target.closest(WRITES) !== null)) return;
    this.#hold(held);
  }

  #hold(held: boolean): void {
    this.#space = held;
    this.#map.classList.toggle("pannable", held);
  }

  #down(event: PointerEvent): void {
    const middle = event.button === 1;
    const finger = this.#isFinger(event);
    if (!middle && !finger && !(this.#space && event.button === 0)) return;
    if (!finger) {
      event.preventDefault();
      event.stopPropagation();
    }
    const { scrollLeft: left, scrollTop: top } = this.#map;
    this.#grip = { pointer: event.pointerId, x: event.clientX, y: event.clientY, left, top };
    this.#map.classList.add("panning");
  }

  /** On the big screen, the first finger that is on nothing to drag or press. */
  #isFinger({ pointerType, target }: PointerEvent): boolean {
    if (!this.#desk.big.get() || pointerType !== "touch" || this.#grip !== null) return false;
    return target instanceof Element && target.closest(TAKEN) === null;
  }

  #move({ pointerId, clientX, clientY }: PointerEvent): void {
    const grip = this.#grip;
    if (grip === null || grip.pointer !== pointerId) return;
    this.#map.scrollLeft = grip.left + grip.x - clientX;
    this.#map.scrollTop = grip.top + grip.y - clientY;
  }

  #end(pointer: number): void {
    if (this.#grip?.pointer !== pointer) return;
    this.#grip = null;
    this.#map.classList.remove("panning");
  }
}
