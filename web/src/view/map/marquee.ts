/**
 * Selecting by drawing a rectangle from an empty place on the map, with a mouse or a pen; a finger
 * pans there. Shift or Ctrl adds to what is selected. A plain click on nothing lets go of it.
 */
import type { Desk } from "../../actions/desk.ts";
import { sayChosen } from "../../actions/selecting.ts";
import { nextFrame } from "../../env.ts";
import type { Cancel } from "../../model/outside.ts";
import { edgePush } from "./edge-push.ts";
import { handFor } from "./use-hand.ts";

const START_PIXELS = 4;
/** What is pressed for its own sake. */
const TAKEN = ".sticky, button, input, textarea, select, a, .head, .lane-head, .hartslag";

interface Drawn {
  readonly pointer: number;
  /** Where it began, in the content of the map. */
  readonly x: number;
  readonly y: number;
  readonly before: readonly string[];
  at: { readonly x: number; readonly y: number };
  box: HTMLElement | null;
}

export class Marquee {
  readonly #map: HTMLElement;
  readonly #desk: Desk;
  readonly #ended = new AbortController();
  #drawn: Drawn | null = null;
  #frame: Cancel | null = null;

  constructor(map: HTMLElement, desk: Desk) {
    this.#map = map;
    this.#desk = desk;
    const { signal } = this.#ended;
    map.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    window.addEventListener("pointermove", (event) => this.#move(event), { signal });
    window.addEventListener("pointerup", (event) => this.#up(event), { signal });
    window.addEventListener("pointercancel", () => this.#end(), { signal });
  }

  close(): void {
    this.#end();
    this.#ended.abort();
  }

  #down(event: PointerEvent): void {
    const element = event.target instanceof Element ? event.target : null;
    if (event.button !== 0 || element === null || element.closest(TAKEN) !== null) return;
    if (event.pointerType === "touch" || this.#drawn !== null) return;
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    this.#drawn = {
      pointer: event.pointerId,
      ...this.#inContent(event.clientX, event.clientY),
      before: adds ? [...this.#desk.selection.ids.get()] : [],
      at: { x: event.clientX, y: event.clientY },
      box: null,
    };
    if (!adds) this.#desk.selection.clear();
  }

  #inContent(x: number, y: number): { readonly x: number; readonly y: number } {
    const { left, top } = this.#map.getBoundingClientRect();
    return { x: x - left + this.#map.scrollLeft, y: y - top + this.#map.scrollTop };
  }

  #move(event: PointerEvent): void {
    const drawn = this.#drawn;
    if (drawn === null || drawn.pointer !== event.pointerId) return;
    drawn.at = { x: event.clientX, y: event.clientY };
    if (drawn.box !== null) return;
    const now = this.#inContent(event.clientX, event.clientY);
    if (Math.hypot(now.x - drawn.x, now.y - drawn.y) < START_PIXELS) return;
    drawn.box = document.createElement("div");
    drawn.box.className = "marquee";
    this.#map.append(drawn.box);
    this.#map.classList.add("marking");
    this.#tick();
  }

  #tick(): void {
    const drawn = this.#drawn;
    if (drawn?.box == null) return;
    edgePush(this.#map, drawn.at);
    const now = this.#inContent(drawn.at.x, drawn.at.y);
    const [left, top] = [Math.min(now.x, drawn.x), Math.min(now.y, drawn.y)];
    const [width, height] = [Math.abs(now.x - drawn.x), Math.abs(now.y - drawn.y)];
    drawn.box.style.transform = `translate(${left}px, ${top}px)`;
    drawn.box.style.inlineSize = `${width}px`;
    drawn.box.style.blockSize = `${height}px`;
    const touched = this.#touched(drawn.box.getBoundingClientRect());
    this.#desk.selection.set([...drawn.before, ...touched]);
    this.#frame = nextFrame(() => this.#tick());
  }

  /** Cells first: most of them lie elsewhere. */
  #touched(box: DOMRect): readonly string[] {
    const ids: string[] = [];
    for (const cell of this.#map.querySelectorAll(".cell")) {
      if (!meets(cell.getBoundingClientRect(), box)) continue;
      for (const sticky of cell.querySelectorAll<HTMLElement>(".sticky")) {
        const id = sticky.dataset["sticky"];
        const shown = sticky.offsetParent !== null;
        if (id !== undefined && shown && meets(sticky.getBoundingClientRect(), box)) ids.push(id);
      }
    }
    return ids;
  }

  #up(event: PointerEvent): void {
    const drawn = this.#drawn;
    if (drawn === null || drawn.pointer !== event.pointerId) return;
    if (drawn.box !== null) sayChosen(handFor(this.#desk, null));
    this.#end();
  }

  #end(): void {
    this.#frame?.();
    this.#frame = null;
    this.#drawn?.box?.remove();
    this.#drawn = null;
    this.#map.classList.remove("marking");
  }
}

function meets(one: DOMRect, other: DOMRect): boolean {
  return (
    one.left < other.right &&
    one.right > other.left &&
    one.top < other.bottom &&
    one.bottom > other.top
  );
}
