/**
 * Puts the focus where an action wants it, as soon as the page shows that: at once when it is there,
 * and again on the next frame, because what moves to another cell is drawn anew.
 */

import type { Desk } from "../../actions/desk.ts";
import { nextFrame } from "../../env.ts";
import type { Cancel } from "../../model/outside.ts";
import { elementOf, unfold } from "./element.ts";
import type { Stillness } from "./stillness.ts";

export class FocusRequests {
  readonly #map: HTMLElement;
  readonly #desk: Desk;
  readonly #still: Stillness;
  readonly #stop: () => void;
  #frame: Cancel | null = null;

  constructor(map: HTMLElement, desk: Desk, still: Stillness) {
    this.#map = map;
    this.#desk = desk;
    this.#still = still;
    this.#stop = desk.wanted.subscribe(() => this.#wanted());
  }

  close(): void {
    this.#stop();
    this.#frame?.();
  }

  #wanted(): void {
    if (this.#desk.wanted.get() === null) return;
    this.#still.release();
    this.#frame?.();
    this.#frame = nextFrame(() => {
      this.#frame = null;
      this.#focus();
    });
  }

  #focus(): void {
    const target = this.#desk.wanted.get();
    if (target === null) return;
    this.#desk.wanted.set(null);
    const element = elementOf(target) ?? this.#cellOf(target);
    if (element === null) {
      this.#map.focus({ preventScroll: true });
      return;
    }
    unfold(element);
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#still.hold(element);
  }

  #cellOf(target: NonNullable<ReturnType<Desk["wanted"]["get"]>>): HTMLElement | null {
    if (target.kind !== "sticky") return null;
    return elementOf({ kind: "cell", lane: target.lane, phase: target.phase });
  }
}
