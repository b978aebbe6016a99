/**
 * What is seen while stickies are carried: a copy under the hand, ghosts where they were, a tint and a
 * bar where they would fall, and edges that scroll. Draws only; `dragging.ts` decides.
 */
import { nextFrame } from "../../env.ts";
import type { Cancel } from "../../model/outside.ts";
import { edgePush } from "./edge-push.ts";
import { type Landing, landingAt } from "./landing.ts";

export class Carrying {
  readonly ids: readonly string[];
  readonly #map: HTMLElement;
  readonly #stickies: readonly HTMLElement[];
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
    ids: readonly string[],
    at: { readonly x: number; readonly y: number },
    landed: (landing: Landing | null) => void,
  ) {
    const box = sticky.getBoundingClientRect();
    this.ids = ids;
    this.#map = map;
    this.#stickies = ids.flatMap((id) => document.getElementById(`sticky:${id}`) ?? []);
    this.#landed = landed;
    this.#at = { ...at };
    this.#grip = { x: at.x - box.left, y: at.y - box.top };
    this.#copy = copyOf(sticky, box.width, this.#zoom, ids.length);
    this.#bar = document.createElement("div");
    this.#bar.className = "insertion";
    for (const one of this.#stickies) one.classList.add("ghost");
    document.body.append(this.#copy);
    this.#tick();
  }

  /** Lengths inside what is zoomed count by it. */
  get #zoom(): number {
    return Number(this.#map.style.getPropertyValue("--zoom")) || 1;
  }

  moveTo(x: number, y: number): void {
    this.#at = { x, y };
  }

  /** Where it falls when it is let go here, also when no frame was drawn since it came here. */
  letGo(x: number, y: number): Landing | null {
    this.#land(landingAt(x, y, this.ids));
    return this.#landing;
  }

  close(): void {
    this.#frame?.();
    this.#landing?.cell.classList.remove("target");
    this.#bar.remove();
    this.#copy.remove();
    for (const one of this.#stickies) one.classList.remove("ghost");
  }

  #tick(): void {
    edgePush(this.#map, this.#at);
    const { x, y } = this.#at;
    this.#copy.style.transform = `translate(${(x - this.#grip.x) / this.#zoom}px, ${(y - this.#grip.y) / this.#zoom}px)`;
    this.#land(landingAt(x, y, this.ids));
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
      this.#bar.style.insetBlockStart = `${next.bar / this.#zoom}px`;
    }
    if (before?.cell !== next?.cell || before?.before !== next?.before) this.#landed(next);
  }
}

function copyOf(sticky: HTMLElement, width: number, zoom: number, count: number): HTMLElement {
  const copy = sticky.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error("a sticky is an element");
  for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
  copy.querySelector(".sticky-more")?.remove();
  copy.removeAttribute("tabindex");
  copy.setAttribute("aria-hidden", "true");
  copy.classList.add("carried");
  copy.style.zoom = String(zoom);
  copy.style.inlineSize = `${width / zoom}px`;
  delete copy.dataset["people"];
  if (count > 1) copy.dataset["count"] = String(count);
  return copy;
}
