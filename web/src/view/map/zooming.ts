/**
 * Zooming on the map: Ctrl and the wheel, or two fingers, show a preview by a transform; at the end
 * the layout takes it over. What was under the pointer, or else in the middle, stays there.
 */
import { flushSync } from "react-dom";
import type { Desk, Point } from "../../actions/desk.ts";
import { detailOf, fittingZoom } from "../../actions/zooming.ts";
import { env } from "../../env.ts";
import type { Cancel } from "../../model/outside.ts";
import type { Stillness } from "./stillness.ts";

/** After the last turn of the wheel. */
const REST_MILLIS = 180;
const PER_PIXEL = 0.004;

/** A place in something that stays on the map, as fractions of it. */
interface Spot {
  readonly element: Element;
  readonly x: number;
  readonly y: number;
}

interface Preview {
  readonly at: Point;
  scale: number;
}

interface Pinch {
  readonly apart: number;
}

function middle([one, other]: readonly Touch[]): Point {
  return {
    x: ((one?.clientX ?? 0) + (other?.clientX ?? 0)) / 2,
    y: ((one?.clientY ?? 0) + (other?.clientY ?? 0)) / 2,
  };
}

function apart([one, other]: readonly Touch[]): number {
  if (one === undefined || other === undefined) return 1;
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}

export class Zooming {
  readonly #map: HTMLElement;
  readonly #desk: Desk;
  readonly #still: Stillness;
  readonly #isHeld: () => boolean;
  readonly #ended = new AbortController();
  readonly #stop: () => void;
  #preview: Preview | null = null;
  #pinch: Pinch | null = null;
  #rest: Cancel | null = null;

  /** `held` says whether fingers hold stickies; then they do not pinch. */
  constructor(map: HTMLElement, desk: Desk, still: Stillness, held: () => boolean) {
    this.#isHeld = held;
    this.#map = map;
    this.#desk = desk;
    this.#still = still;
    this.#draw();
    this.#stop = desk.zoom.subscribe(() => this.#commit(this.#preview?.at ?? this.#centre()));
    const { signal } = this.#ended;
    map.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    map.addEventListener("touchstart", (event) => this.#touch(event), { signal, passive: true });
    map.addEventListener("touchmove", (event) => this.#pull(event), { signal, passive: false });
    map.addEventListener("touchend", () => this.#let(), { signal });
    map.addEventListener("touchcancel", () => this.#let(), { signal });
  }

  close(): void {
    this.#rest?.();
    this.#stop();
    this.#ended.abort();
  }

  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#preview ??= { at: { x: event.clientX, y: event.clientY }, scale: 1 };
    this.#show(this.#preview.scale * Math.exp(-event.deltaY * PER_PIXEL));
    this.#rest?.();
    this.#rest = env.later(REST_MILLIS, () => this.#end());
  }

  #touch({ touches }: TouchEvent): void {
    const two = [...touches];
    this.#pinch = two.length === 2 && !this.#isHeld() ? { apart: apart(two) } : null;
    if (this.#pinch !== null) this.#preview = { at: middle(two), scale: 1 };
  }

  #pull(event: TouchEvent): void {
    if (this.#pinch === null || this.#isHeld()) return;
    if (event.cancelable) event.preventDefault();
    this.#show(apart([...event.touches]) / Math.max(1, this.#pinch.apart));
  }

  #let(): void {
    if (this.#pinch === null) return;
    this.#pinch = null;
    this.#end();
  }

  get #sheet(): HTMLElement | null {
    return this.#map.querySelector<HTMLElement>(".sheet");
  }

  #show(scale: number): void {
    const [preview, sheet] = [this.#preview, this.#sheet];
    if (preview === null || sheet === null) return;
    const zoom = this.#desk.zoom.get();
    preview.scale = fittingZoom(zoom * scale) / zoom;
    const box = this.#map.getBoundingClientRect();
    const [x, y] = [preview.at.x - box.left, preview.at.y - box.top];
    sheet.style.transformOrigin = `${x + this.#map.scrollLeft}px ${y + this.#map.scrollTop}px`;
    sheet.style.transform = `scale(${preview.scale})`;
  }

  #end(): void {
    const [preview, sheet] = [this.#preview, this.#sheet];
    sheet?.style.removeProperty("transform");
    if (preview !== null) this.#desk.zoom.set(fittingZoom(this.#desk.zoom.get() * preview.scale));
    this.#preview = null;
  }

  #draw(): void {
    const zoom = this.#desk.zoom.get();
    this.#map.style.setProperty("--zoom", String(zoom));
    this.#map.dataset["detail"] = detailOf(zoom);
  }

  /** In the middle of what has the focus, else of the map. */
  #centre(): Point {
    const focused = document.activeElement?.closest(".sticky, .cell, .tally");
    const of = focused != null && this.#map.contains(focused) ? focused : this.#map;
    const { left, top, width, height } = of.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }

  #commit(at: Point): void {
    const spots = this.#spotsAt(at);
    this.#still.anew();
    this.#draw();
    queueMicrotask(() => {
      // Stickies become counts and counts stickies before anything is measured.
      flushSync(() => undefined);
      this.#align(spots, at);
    });
  }

  #align(spots: readonly Spot[], at: Point): void {
    const spot = spots.find(({ element }) => element.isConnected);
    if (spot === undefined) return;
    const { left, top, width, height } = spot.element.getBoundingClientRect();
    this.#map.scrollLeft += left + width * spot.x - at.x;
    this.#map.scrollTop += top + height * spot.y - at.y;
  }

  /** What stands under a point, from the smallest to the whole row. */
  #spotsAt({ x, y }: Point): readonly Spot[] {
    const under = document.elementFromPoint(x, y);
    return [".sticky", ".cell, .tally", ".line"].flatMap((kind) => {
      const element = under?.closest(kind);
      if (element == null || !this.#map.contains(element)) return [];
      const { left, top, width, height } = element.getBoundingClientRect();
      return [{ element, x: (x - left) / width, y: (y - top) / height }];
    });
  }
}
