/**
 * Shows on the page what was found: what does not fit steps back, the words are marked, the one that
 * is looked at has an edge. Plain DOM beside React, also on what is drawn later.
 */
import type { Desk } from "../../actions/desk.ts";
import { places } from "../../actions/finding.ts";
import { nextFrame } from "../../env.ts";
import type { Cancel } from "../../model/outside.ts";
import { unfold } from "../map/element.ts";

const NAME = "found";
/** Marks cost memory; nobody looks at more. */
const MARKS_MAX = 2_000;

export class Marks {
  readonly #root: HTMLElement;
  readonly #desk: Desk;
  readonly #watcher: MutationObserver;
  readonly #stop: () => void;
  #current: string | null = null;
  #frame: Cancel | null = null;

  constructor(root: HTMLElement, desk: Desk) {
    this.#root = root;
    this.#desk = desk;
    this.#watcher = new MutationObserver(() => this.#later());
    this.#watcher.observe(root, { childList: true, characterData: true, subtree: true });
    this.#stop = desk.found.subscribe(() => this.#draw());
  }

  close(): void {
    this.#watcher.disconnect();
    this.#stop();
    this.#frame?.();
    for (const element of this.#all()) {
      delete element.dataset["out"];
      delete element.dataset["current"];
    }
    CSS.highlights?.delete(NAME);
  }

  /** Brings one of what was found into sight; the focus stays where it is. */
  show(id: string | null): void {
    this.#current = id;
    const element = id === null ? null : this.#elementOf(id);
    if (element !== null) {
      unfold(element).scrollIntoView({ block: "center", inline: "center" });
    }
    this.#draw();
  }

  #elementOf(id: string): HTMLElement | null {
    return this.#all().find((element) => element.dataset["sticky"] === id) ?? null;
  }

  #all(): readonly HTMLElement[] {
    const all = [...this.#root.querySelectorAll<HTMLElement>("[data-sticky]")];
    return all.filter((element) => element.closest("[inert]") === null);
  }

  #later(): void {
    this.#frame ??= nextFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  #draw(): void {
    const found = this.#desk.found.get();
    const { query = "", hide = false } = this.#desk.finding.get() ?? {};
    const ranges: Range[] = [];
    for (const element of this.#all()) {
      const id = element.dataset["sticky"] ?? "";
      const fits = found === null || found.set.has(id);
      if (fits) delete element.dataset["out"];
      else element.dataset["out"] = hide ? "hidden" : "dim";
      if (id === this.#current) element.dataset["current"] = "";
      else delete element.dataset["current"];
      if (found !== null && fits && ranges.length < MARKS_MAX) {
        ranges.push(...rangesIn(element, query));
      }
    }
    // Older browsers show what fits without marking the words.
    if (typeof Highlight === "function") CSS.highlights.set(NAME, new Highlight(...ranges));
  }
}

function rangesIn(element: HTMLElement, query: string): readonly Range[] {
  const text = element.querySelector(".sticky-text, .outline-text")?.firstChild;
  if (!(text instanceof Text)) return [];
  return places(text.data, query).map(([from, to]) => {
    const range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, to);
    return range;
  });
}
