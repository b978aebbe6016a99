/**
 * Gives the focus back when others take away what has it: to the sticky where it stands now, so that
 * the next key is about the same thing; else to its cell, where no key harms; else to the first cell
 * in sight. Never scrolls. Stands back when an action of one's own asked for a focus.
 */
import type { Desk } from "../../actions/desk.ts";
import { memberName, phaseTitle } from "../../actions/places.ts";
import type { Target } from "../../actions/target.ts";
import { words } from "../../i18n/language.ts";
import { cellId, elementOf, targetOf } from "./element.ts";
import type { Stillness } from "./stillness.ts";

interface Kept {
  readonly element: HTMLElement;
  readonly target: Target;
  readonly layer: string;
}

export class FocusKeeper {
  readonly #map: HTMLElement;
  readonly #desk: Desk;
  readonly #still: Stillness;
  readonly #watcher: MutationObserver;
  #kept: Kept | null = null;

  constructor(map: HTMLElement, desk: Desk, still: Stillness) {
    this.#map = map;
    this.#desk = desk;
    this.#still = still;
    this.#watcher = new MutationObserver(() => this.#look());
    this.#watcher.observe(map, { childList: true, subtree: true });
  }

  close(): void {
    this.#watcher.disconnect();
  }

  focusIn(element: HTMLElement): void {
    this.#kept = { element, target: targetOf(element), layer: this.#desk.layer.get() };
  }

  /** The focus left; unless that is because its element was taken away, it is somebody's wish. */
  focusOut(): void {
    queueMicrotask(() => {
      const { activeElement } = document;
      if (this.#kept?.element.isConnected !== true) return;
      if (activeElement === null || !this.#map.contains(activeElement)) this.#kept = null;
    });
  }

  #look(): void {
    const kept = this.#kept;
    if (kept === null || kept.element.isConnected) return;
    this.#kept = null;
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    if (this.#map.closest("[inert]") !== null) return;
    this.#next(kept).focus({ preventScroll: true });
  }

  #next({ element, target, layer }: Kept): HTMLElement {
    if (element.classList.contains("tally")) return this.#insteadOf(element);
    if (target.kind === "sticky") {
      const moved = elementOf(target);
      this.#tell(target.id, moved !== null);
      const cell = document.getElementById(cellId(layer, target.lane, target.phase));
      if (moved !== null || cell !== null) return moved ?? cell ?? this.#map;
    }
    return elementOf(target) ?? this.#still.firstCell() ?? this.#map;
  }

  /** Counts that became stickies: the first of them, else the name of the row. No key begins a sticky there. */
  #insteadOf({ id, dataset }: HTMLElement): HTMLElement {
    const cell = document.getElementById(id);
    const first = cell?.querySelector<HTMLElement>(".sticky") ?? null;
    return first ?? elementOf({ kind: "lane", id: dataset["of"] ?? "" }) ?? this.#map;
  }

  #tell(id: string, stands: boolean): void {
    const sticky = this.#desk.session.store.sticky(id).get();
    const say = words();
    if (sticky === null) return;
    if (stands) this.#desk.say(say.say.carriedOff(phaseTitle(this.#desk, sticky.phase, say)));
    else if (sticky.gone !== null) {
      this.#desk.say(say.say.takenAway(memberName(this.#desk, sticky.gone[0], say)));
    }
  }
}
