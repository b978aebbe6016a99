/**
 * Moving the map by hand: drag with the middle button, or with the space bar held. Neither selects
 * nor drags anything. Knows only the scroller.
 */

interface Grip {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly top: number;
}

const WRITES = "input, textarea, select, [contenteditable]";

export class Panning {
  readonly #map: HTMLElement;
  readonly #ended = new AbortController();
  #space = false;
  #grip: Grip | null = null;

  constructor(map: HTMLElement) {
    this.#map = map;
    const { signal } = this.#ended;
    map.addEventListener("pointerdown", (event) => this.#down(event), { signal, capture: true });
    window.addEventListener("pointermove", (event) => this.#move(event), { signal });
    window.addEventListener("pointerup", () => this.#end(), { signal });
    window.addEventListener("pointercancel", () => this.#end(), { signal });
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
    if (!middle && !(this.#space && event.button === 0)) return;
    event.preventDefault();
    event.stopPropagation();
    const { scrollLeft: left, scrollTop: top } = this.#map;
    this.#grip = { pointer: event.pointerId, x: event.clientX, y: event.clientY, left, top };
    this.#map.classList.add("panning");
  }

  #move({ pointerId, clientX, clientY }: PointerEvent): void {
    const grip = this.#grip;
    if (grip === null || grip.pointer !== pointerId) return;
    this.#map.scrollLeft = grip.left + grip.x - clientX;
    this.#map.scrollTop = grip.top + grip.y - clientY;
  }

  #end(): void {
    this.#grip = null;
    this.#map.classList.remove("panning");
  }
}
