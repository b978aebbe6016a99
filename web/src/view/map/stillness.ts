/**
 * Keeps the picture still while others change the board: what is carried, written on or in focus, else
 * the first sticky in sight, keeps its place on the screen to the pixel, and what grows grows away
 * from it. Looks at most once a frame, after a change. Where somebody scrolls stays theirs, and what they
 * change themselves closes up as it would. A blank that this leaves above the first lane closes up too, when
 * nobody's hand or focus has been on the map for a while.
 */
import { env, nextFrame } from "../../env.ts";
import type { Cancel } from "../../model/outside.ts";
import { ALONG, Axis, DOWN } from "./axis.ts";

/** Everything by which somebody here changes something. */
const DEEDS = ["keydown", "pointerdown", "pointerup", "click", "input", "paste"] as const;

/** Long enough for a finger that just left to come back to what it aims at. */
const REST_MILLIS = 4_000;

interface Place {
  readonly element: Element;
  /** In the content, so that scrolling does not change it. */
  readonly left: number;
  readonly top: number;
}

function overlaps(box: DOMRect, sight: DOMRect): boolean {
  return (
    box.bottom > sight.top &&
    box.top < sight.bottom &&
    box.right > sight.left &&
    box.left < sight.right
  );
}

/** What a hand carries or what travels stands nowhere for sure. */
function isUnderWay({ classList }: Element): boolean {
  return classList.contains("ghost") || classList.contains("travels");
}

export class Stillness {
  readonly #map: HTMLElement;
  readonly #watcher: MutationObserver;
  readonly #sizes: ResizeObserver;
  readonly #ended = new AbortController();
  readonly #down: Axis;
  readonly #along: Axis;
  #focused: Element | null = null;
  /** What holds still, the best first: the next one counts when it is taken away. */
  #anchors: readonly Place[] = [];
  #frame: Cancel | null = null;
  /** Whether what changes now is the work of others; what somebody does here moves what it moves. */
  #theirs = false;
  #width = 0;
  /** Whether a pointer is over the map, or a finger on it. */
  #hand: boolean;
  #rest: Cancel | null = null;

  constructor(map: HTMLElement) {
    this.#map = map;
    this.#down = new Axis(map, DOWN);
    this.#along = new Axis(map, ALONG);
    this.#watcher = new MutationObserver(() => this.#changed());
    this.#watcher.observe(map, { childList: true, characterData: true, subtree: true });
    this.#sizes = new ResizeObserver(() => this.#resized());
    this.#sizes.observe(map);
    this.#hand = map.matches(":hover");
    const { signal } = this.#ended;
    for (const deed of DEEDS) {
      window.addEventListener(deed, () => this.#own(), { signal, capture: true, passive: true });
    }
    document.fonts.addEventListener("loadingdone", () => this.#lettersCame(), { signal });
    map.addEventListener("pointerenter", () => this.#handIs(true), { signal });
    map.addEventListener("pointerleave", () => this.#handIs(false), { signal });
    map.addEventListener("scroll", () => this.#scrolled(), { signal, passive: true });
    map.addEventListener("scrollend", () => this.remember(), { signal, passive: true });
  }

  close(): void {
    this.#watcher.disconnect();
    this.#sizes.disconnect();
    this.#ended.abort();
    this.#frame?.();
    this.#rest?.();
  }

  /** From now on this element stays where it is, as long as it is in sight. */
  hold(element: Element): void {
    const held = element.closest(".sticky") ?? element;
    // What moves within the page loses the focus and gets it back; that is no new beginning.
    if (held === this.#focused) return;
    this.#now();
    this.#focused = held;
    this.#anchors = [];
    this.remember();
  }

  release(): void {
    this.#focused = null;
    this.#anchors = [];
    this.#restSoon();
  }

  /** Others change something: the page is about to show it. What was changed here before that is not theirs. */
  others(): void {
    if (!this.#theirs) this.#now();
    this.remember();
    this.#theirs = true;
    this.#changed();
  }

  /** Takes down where things are: before a change, unless it is known since the last scroll. */
  remember(): void {
    if (this.#frame !== null || this.#anchors.length > 0) return;
    const sight = this.#sight();
    const held = this.#focused;
    const first = this.#firstIn(sight, held);
    const inSight = held?.isConnected === true && overlaps(held.getBoundingClientRect(), sight);
    const cell = first?.closest(".cell") ?? null;
    this.#anchors = [inSight ? held : null, first, cell].flatMap((one) =>
      one === null ? [] : [this.#placeOf(one)],
    );
  }

  /** The cell that is first in sight, for a focus that has nowhere else to go. */
  firstCell(): HTMLElement | null {
    return this.#firstIn(this.#sight(), null)?.closest<HTMLElement>(".cell") ?? null;
  }

  /** Somebody changed the size of things by hand: nothing has to hold still. */
  anew(): void {
    this.#frame?.();
    this.#frame = null;
    this.#anchors = [];
    this.#down.settle();
    this.#along.settle();
    this.#map.style.removeProperty("--column-now");
  }

  /** The columns keep their width when others add one or take one away. */
  keepColumns(): void {
    const cell = this.#map.querySelector(".lane:not(.closed) > .cell");
    if (cell === null || this.#map.style.getPropertyValue("--column-now") !== "") return;
    this.#map.style.setProperty("--column-now", `${cell.getBoundingClientRect().width}px`);
  }

  #resized(): void {
    const width = this.#map.clientWidth;
    if (this.#width !== 0 && width !== this.#width) this.anew();
    else {
      this.#theirs = true;
      this.#changed();
    }
    this.#width = width;
  }

  /** What others wrote in letters that were not here yet is set anew, in other lines. */
  #lettersCame(): void {
    this.#theirs = true;
    this.#changed();
    this.#now();
  }

  #scrolled(): void {
    this.#down.scrolled();
    this.#along.scrolled();
    // Another sticky may be the first one in sight now.
    if (this.#frame === null) this.#anchors = [];
  }

  /** Somebody here is about to change something: what others did until now is done with first. */
  #own(): void {
    if (this.#theirs) this.#now();
  }

  #changed(): void {
    this.#frame ??= nextFrame(() => this.#now());
  }

  /** Follows what moved since it was taken down. */
  #now(): void {
    if (this.#frame === null) return;
    this.#frame();
    this.#frame = null;
    const theirs = this.#theirs;
    this.#theirs = false;
    const before = this.#anchors.find(({ element }) => element.isConnected && !isUnderWay(element));
    if (theirs && before !== undefined) {
      const now = this.#placeOf(before.element);
      this.#down.follow(now.top - before.top);
      this.#along.follow(now.left - before.left);
    }
    this.#anchors = [];
    this.remember();
    this.#restSoon();
  }

  #handIs(there: boolean): void {
    this.#hand = there;
    this.#restSoon();
  }

  #restSoon(): void {
    this.#rest?.();
    this.#rest = null;
    if (this.#hand || this.#focused !== null) return;
    if (!this.#down.slackens && !this.#along.slackens) return;
    this.#rest = env.later(REST_MILLIS, () => this.#closeUp());
  }

  /** Nobody's hand or focus is here: blanks before the first lane and the first phase go. */
  #closeUp(): void {
    this.#rest = null;
    if (this.#hand || this.#focused !== null) return;
    this.#now();
    this.#down.closeUp();
    this.#along.closeUp();
    this.#anchors = [];
  }

  /** The part of the map that no header covers. */
  #sight(): DOMRect {
    const map = this.#map.getBoundingClientRect();
    const head = this.#map.querySelector(".head")?.getBoundingClientRect();
    const lane = this.#map.querySelector(".lane-head")?.getBoundingClientRect();
    const [top, left] = [head?.bottom ?? map.top, lane?.right ?? map.left];
    return new DOMRect(left, top, map.right - left, map.bottom - top);
  }

  /** The first sticky in sight that is not `but`, else the first cell. */
  #firstIn(sight: DOMRect, but: Element | null): Element | null {
    const inSight = (element: Element) => overlaps(element.getBoundingClientRect(), sight);
    let empty: Element | null = null;
    for (const row of this.#map.querySelectorAll(".lane")) {
      if (!inSight(row)) continue;
      const cells = [...row.querySelectorAll(".cell")].filter(inSight);
      const stickies = cells.flatMap((cell) => [...cell.querySelectorAll(":scope > .sticky")]);
      const stands = (one: Element) => one !== but && inSight(one) && !isUnderWay(one);
      const found = stickies.find(stands);
      if (found !== undefined) return found;
      empty ??= cells[0] ?? null;
    }
    return empty;
  }

  #placeOf(element: Element): Place {
    const { left, top } = element.getBoundingClientRect();
    return { element, left: left + this.#along.at, top: top + this.#down.at };
  }
}
