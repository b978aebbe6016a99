/**
 * Moving a sticky by hand. A mouse drags after 4 px; a finger after holding still for a moment, so
 * that a swipe keeps panning. A click on a sticky that has the focus starts writing. Escape returns.
 */
import type { Desk } from "../../actions/desk.ts";
import { spot } from "../../actions/places.ts";
import { moveTo } from "../../actions/stickies.ts";
import { act } from "../../actions/table.ts";
import { env } from "../../env.ts";
import { words } from "../../i18n/language.ts";
import type { Cancel } from "../../model/outside.ts";
import { Carrying } from "./carrying.ts";
import type { Landing } from "./landing.ts";
import { presenterOf } from "./presenter.ts";
import { handFor } from "./use-hand.ts";

const MOUSE_PIXELS = 4;
const TOUCH_PIXELS = 6;
const HOLD_MILLIS = 200;
const LONG_MILLIS = 500;

interface Press {
  readonly pointer: number;
  readonly sticky: HTMLElement;
  readonly x: number;
  readonly y: number;
  readonly touch: boolean;
  readonly hadFocus: boolean;
  /** Whether moving now drags: always with a mouse, after a hold with a finger. */
  armed: boolean;
  readonly hold: Cancel | null;
  readonly long: Cancel | null;
}

export class Dragging {
  readonly #map: HTMLElement;
  readonly #desk: Desk;
  readonly #ended = new AbortController();
  #press: Press | null = null;
  #carrying: Carrying | null = null;

  constructor(map: HTMLElement, desk: Desk) {
    this.#map = map;
    this.#desk = desk;
    const { signal } = this.#ended;
    map.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    window.addEventListener("pointermove", (event) => this.#move(event), { signal });
    window.addEventListener("pointerup", (event) => this.#up(event), { signal });
    window.addEventListener("pointercancel", () => this.#cancel(false), { signal });
    window.addEventListener("keydown", (event) => this.#key(event), { signal, capture: true });
    map.addEventListener("touchmove", (event) => this.#touch(event), { signal, passive: false });
  }

  close(): void {
    this.#cancel(false);
    this.#ended.abort();
  }

  #down(event: PointerEvent): void {
    const element = event.target instanceof Element ? event.target : null;
    const sticky = element?.closest<HTMLElement>(".sticky") ?? null;
    const busy = element?.closest("button, textarea, input, .editing") !== null;
    if (sticky === null || busy || event.button !== 0 || this.#press !== null) return;
    const touch = event.pointerType === "touch";
    const hadFocus = document.activeElement === sticky;
    this.#press = {
      pointer: event.pointerId,
      sticky,
      x: event.clientX,
      y: event.clientY,
      touch,
      hadFocus,
      armed: !touch || hadFocus,
      hold: touch ? env.later(HOLD_MILLIS, () => this.#arm()) : null,
      long: touch ? env.later(LONG_MILLIS, () => this.#long()) : null,
    };
  }

  #arm(): void {
    if (this.#press !== null) this.#press.armed = true;
  }

  #long(): void {
    const press = this.#press;
    if (press === null || this.#carrying !== null) return;
    this.#cancel(false);
    press.sticky.focus();
    act("menu", handFor(this.#desk, press.sticky, { x: press.x, y: press.y }));
  }

  #touch(event: TouchEvent): void {
    if (this.#carrying !== null || this.#press?.armed === true) event.preventDefault();
  }

  #move(event: PointerEvent): void {
    const press = this.#press;
    if (press === null || event.pointerId !== press.pointer) return;
    if (this.#carrying !== null) {
      this.#carrying.moveTo(event.clientX, event.clientY);
      return;
    }
    const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
    if (far < (press.touch ? TOUCH_PIXELS : MOUSE_PIXELS)) return;
    if (!press.armed || !this.#desk.session.me.get().rights.map) {
      this.#cancel(false);
      return;
    }
    press.hold?.();
    press.long?.();
    press.sticky.focus({ preventScroll: true });
    this.#desk.carrying.set(true);
    this.#carrying = new Carrying(this.#map, press.sticky, press, (to) => this.#show(to));
    this.#carrying.moveTo(event.clientX, event.clientY);
  }

  #show(to: Landing | null): void {
    const id = this.#carrying?.id ?? this.#press?.sticky.dataset["sticky"];
    if (to === null || id === undefined) presenterOf(this.#desk).hide("drag");
    else {
      presenterOf(this.#desk).show({
        drag: { records: [`stickies/${id}`], over: [this.#desk.layer.get(), to.lane, to.phase] },
      });
    }
  }

  #up(event: PointerEvent): void {
    const press = this.#press;
    if (press === null || event.pointerId !== press.pointer) return;
    const [landing, id] = [this.#carrying?.landing ?? null, this.#carrying?.id];
    const carried = this.#carrying !== null;
    this.#cancel(false);
    if (!carried) this.#click(press);
    else if (id !== undefined && landing !== null) this.#drop(id, landing, event.altKey);
  }

  #click({ sticky, hadFocus }: Press): void {
    const id = sticky.dataset["sticky"];
    if (id === undefined) return;
    if (hadFocus && this.#desk.session.me.get().rights.map) this.#desk.write(id);
    else sticky.focus({ preventScroll: true });
  }

  #drop(id: string, { lane, phase, before }: Landing, copy: boolean): void {
    const desk = this.#desk;
    if (copy) desk.session.edits.copyStickies([id], spot(desk, lane, phase, before));
    else moveTo(handFor(desk, null), id, lane, phase, before);
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || this.#carrying === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.#cancel(true);
  }

  #cancel(say: boolean): void {
    this.#press?.hold?.();
    this.#press?.long?.();
    if (this.#carrying !== null) presenterOf(this.#desk).hide("drag");
    this.#carrying?.close();
    this.#carrying = null;
    this.#press = null;
    this.#desk.carrying.set(false);
    if (say) this.#desk.say(words().say.dragCancelled);
  }
}
