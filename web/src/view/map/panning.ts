/**
 * Moving the map by hand: drag with the middle button, or with the space bar held; on the big screen,
 * where the browser leaves all touches to the map, with a finger beside the stickies. Neither selects,
 * drags nor presses anything. A space bar that was only pressed selects, when it is let go.
 */
import type { Desk } from "../../actions/desk.ts";
import { act } from "../../actions/table.ts";
import { handFor } from "./use-hand.ts";

interface Grip {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly top: number;
}

/** The plus of a cell and a column of the hartslag are pressed by a tap; a finger that moves there pans. */
const TAKEN = ".sticky, button:not(.add), input, textarea, .head, .lane-head, .point";
const WRITES = "input, textarea, select, [contenteditable]";
const PULL_PIXELS = 4;

export class Panning {
  readonly #map: HTMLElement;
  readonly #desk: Desk;
  readonly #ended = new AbortController();
  #space = false;
  /** What the space bar would select, until it turns out to be for panning. */
  #pressed: Element | null = null;
  #grip: Grip | null = null;
  #pulled = false;

  constructor(map: HTMLElement, desk: Desk) {
    this.#map = map;
    this.#desk = desk;
    const { signal } = this.#ended;
    map.addEventListener("pointerdown", (event) => this.#down(event), { signal, capture: true });
    map.addEventListener("click", (event) => this.#click(event), { signal, capture: true });
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

  #key(event: KeyboardEvent, held: boolean): void {
    const { key, target } = event;
    if (key !== " " || (target instanceof Element && target.closest(WRITES) !== null)) return;
    if (!held) this.#select();
    else if (!event.repeat) this.#pressed = isForMap(event) ? document.activeElement : null;
    this.#hold(held);
  }

  #hold(held: boolean): void {
    this.#space = held;
    if (!held) this.#pressed = null;
    this.#map.classList.toggle("pannable", held);
  }

  #select(): void {
    const element = this.#pressed;
    if (element === null || element !== document.activeElement) return;
    if (this.#map.contains(element)) act("select", handFor(this.#desk, element));
  }

  #down(event: PointerEvent): void {
    this.#pulled = false;
    const middle = event.button === 1;
    const finger = this.#isFinger(event);
    if (!middle && !finger && !(this.#space && event.button === 0)) return;
    if (!finger) {
      event.preventDefault();
      event.stopPropagation();
    }
    this.#pressed = null;
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
    this.#pulled ||= Math.hypot(clientX - grip.x, clientY - grip.y) >= PULL_PIXELS;
    this.#map.scrollLeft = grip.left + grip.x - clientX;
    this.#map.scrollTop = grip.top + grip.y - clientY;
  }

  #end(pointer: number): void {
    if (this.#grip?.pointer !== pointer) return;
    this.#grip = null;
    this.#map.classList.remove("panning");
  }

  /** What was pulled along is not pressed as well. */
  #click(event: MouseEvent): void {
    if (!this.#pulled) return;
    this.#pulled = false;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Not with another key held, and not what a button does by itself. */
function isForMap({ ctrlKey, metaKey, altKey, shiftKey, target }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || shiftKey) return false;
  return target instanceof Element && target.closest("button, a") === null;
}
