/**
 * What is seen while a sticky is carried: a copy under the hand, a ghost where it was, a tint and a
 * bar where it would fall, and edges that scroll. Draws only; `dragging.ts` decides.
 */
import { nextFrame } from "../../env.ts";
import type { Cancel } from "../../model/outside.ts";
import { type Landing, landingAt } from "./landing.ts";

const EDGE_PIXELS = 48;
const SPEED_MAX = 18;

export class Carrying {
  readonly id: string;
  readonly #map: HTMLElement;
  readonly #sticky: HTMLElement;
  readonly #copy: HTMLElement;
  readonly #bar: HTMLElement;
  readonly #grip: { readonly x: number; readonly y: number };
  readonly #landed: (landing: Landing | null) => void;
  #at: { x: number; y: number };
  #landing: Landing | null = null;
  #frame: Cancel | null = null;

  constructor(
    map: HTMLElement,
    sticky: HTMLElement,
    at: { readonly x: number; readonly y: number },
    landed: (landing: Landing | null) => void,
  ) {
    const box = sticky.getBoundingClientRect();
    this.id = sticky.dataset["sticky"] ?? "";
    this.#map = map;
    this.#sticky = sticky;
    this.#landed = landed;
    this.#at = { ...at };
    this.#grip = { x: at.x - box.left, y: at.y - box.top };
    this.#copy = copyOf(sticky, box.width);
    this.#bar = document.createElement("div");
    this.#bar.className = "insertion";
    sticky.classList.add("ghost");
    document.body.append(this.#copy);
    this.#tick();
  }

  get landing(): Landing | null {
    return this.#landing;
  }

  moveTo(x: number, y: number): void {
    this.#at = { x, y };
  }

  close(): void {
    this.#frame?.();
    this.#landing?.cell.classList.remove("target");
    this.#bar.remove();
    this.#copy.remove();
    this.#sticky.classList.remove("ghost");
  }

  #tick(): void {
    this.#scroll();
    const { x, y } = this.#at;
    this.#copy.style.transform = `translate(${x - this.#grip.x}px, ${y - this.#grip.y}px)`;
    this.#land(landingAt(x, y, this.id));
    this.#frame = nextFrame(() => this.#tick());
  }

  #land(next: Landing | null): void {
    const before = this.#landing;
    this.#landing = next;
    if (before?.cell !== next?.cell) {
      before?.cell.classList.remove("target");
      next?.cell.classList.add("target");
    }
    if (next === null) this.#bar.remove();
    else {
      if (this.#bar.parentElement !== next.cell) next.cell.append(this.#bar);
      this.#bar.style.insetBlockStart = `${next.bar}px`;
    }
    if (before?.cell !== next?.cell || before?.before !== next?.before) this.#landed(next);
  }

  #scroll(): void {
    const box = this.#map.getBoundingClientRect();
    const { x, y } = this.#at;
    this.#map.scrollLeft += push(x, box.left, box.right);
    this.#map.scrollTop += push(y, box.top, box.bottom);
  }
}

/** How fast an edge scrolls: faster the nearer the hand. */
function push(at: number, start: number, end: number): number {
  const near = Math.max(0, start + EDGE_PIXELS - at);
  const far = Math.max(0, at - (end - EDGE_PIXELS));
  const depth = Math.min(EDGE_PIXELS, far) - Math.min(EDGE_PIXELS, near);
  return Math.round((depth / EDGE_PIXELS) * SPEED_MAX);
}

function copyOf(sticky: HTMLElement, width: number): HTMLElement {
  const copy = sticky.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error("a sticky is an element");
  for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
  copy.querySelector(".sticky-more")?.remove();
  copy.removeAttribute("tabindex");
  copy.setAttribute("aria-hidden", "true");
  copy.classList.add("carried");
  copy.style.inlineSize = `${width}px`;
  delete copy.dataset["people"];
  return copy;
}
