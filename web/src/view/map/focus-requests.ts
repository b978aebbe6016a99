/**
 * Puts the focus where an action wants it, after React drew what the action changed and before the
 * next key can come: both happen at the end of this task. A focus that came a frame later would take
 * away the keys of somebody who types on.
 */
import type { Desk } from "../../actions/desk.ts";
import { elementOf, unfold } from "./element.ts";
import type { Stillness } from "./stillness.ts";

export class FocusRequests {
  readonly #map: HTMLElement;
  readonly #desk: Desk;
  readonly #still: Stillness;
  readonly #stop: () => void;

  constructor(map: HTMLElement, desk: Desk, still: Stillness) {
    this.#map = map;
    this.#desk = desk;
    this.#still = still;
    this.#stop = desk.wanted.subscribe(() => this.#wanted());
  }

  close(): void {
    this.#stop();
  }

  #wanted(): void {
    if (this.#map.closest("[inert]") !== null) return;
    if (this.#desk.wanted.get() !== null) queueMicrotask(() => this.#focus());
  }

  #focus(): void {
    const target = this.#desk.wanted.get();
    if (target === null) return;
    this.#desk.wanted.set(null);
    const found = elementOf(target) ?? this.#cellOf(target);
    if (found === null) {
      this.#map.focus({ preventScroll: true });
      return;
    }
    const element = unfold(found);
    element.focus({ preventScroll: true });
    // Not under another hand that still carries something.
    if (!this.#desk.carrying.get()) {
      element.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    this.#still.hold(element);
  }

  #cellOf(target: NonNullable<ReturnType<Desk["wanted"]["get"]>>): HTMLElement | null {
    if (target.kind !== "sticky") return null;
    return elementOf({ kind: "cell", lane: target.lane, phase: target.phase });
  }
}
