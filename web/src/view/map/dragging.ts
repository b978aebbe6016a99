/**
 * Moving a sticky by hand. A mouse drags after 4 px; a finger after holding still for a moment, so
 * that a swipe keeps panning. A click on a sticky that has the focus starts writing. Escape returns.
 */
import type { Desk } from "../../actions/desk.ts";
import { copyTo, moveTo } from "../../actions/moving.ts";
import { chosen, sayChosen, selectRange } from "../../actions/selecting.ts";
import { act } from "../../actions/table.ts";
import { env } from "../../env.ts";
import { words } from "../../i18n/language.ts";
import type { AnyRef } from "../../model/board.ts";
import type { Cancel } from "../../model/outside.ts";
import { Carrying } from "./carrying.ts";
import { targetOf } from "./element.ts";
import type { Landing } from "./landing.ts";
import { presenterOf } from "./presenter.ts";
import { handFor } from "./use-hand.ts";

const MOUSE_PIXELS = 4;
const TOUCH_PIXELS = 6;
const HOLD_MILLIS = 200;
const LONG_MILLIS = 500;
/** As many as others are shown being carried; presence is small. */
const SHOWN_MAX = 20;

interface Press {
  readonly pointer: number;
  readonly sticky: HTMLElement;
  readonly x: number;
  readonly y: number;
  readonly touch: boolean;
  readonly hadFocus: boolean;
  /** Shift extends the selection to here, Ctrl takes in or lets go; `anchor` is where a range starts. */
  readonly picks: "range" | "toggle" | null;
  readonly anchor: string | null;
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
    const before = document.activeElement?.closest<HTMLElement>(".sticky")?.dataset["sticky"];
    this.#press = {
      pointer: event.pointerId,
      sticky,
      x: event.clientX,
      y: event.clientY,
      touch,
      hadFocus,
      picks: event.shiftKey ? "range" : event.ctrlKey || event.metaKey ? "toggle" : null,
      anchor: this.#desk.selection.anchor ?? before ?? null,
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
    if (this.#desk.isClosed(press.sticky.dataset["sticky"] ?? "")) {
      this.#cancel(false);
      return;
    }
    press.hold?.();
    press.long?.();
    press.sticky.focus({ preventScroll: true });
    this.#desk.carrying.set(true);
    const ids = this.#taken(press.sticky);
    this.#carrying = new Carrying(this.#map, press.sticky, ids, press, (to) => this.#show(to));
    this.#carrying.moveTo(event.clientX, event.clientY);
  }

  /** The whole selection goes along when it holds this sticky; else it is let go. */
  #taken(sticky: HTMLElement): readonly string[] {
    const id = sticky.dataset["sticky"] ?? "";
    const { selection } = this.#desk;
    if (selection.of(id).get()) return chosen(this.#desk, targetOf(sticky));
    selection.clear();
    return [id];
  }

  #show(to: Landing | null): void {
    const ids = this.#carrying?.ids ?? [];
    if (to === null || ids.length === 0) presenterOf(this.#desk).hide("drag");
    else {
      const records = ids.slice(0, SHOWN_MAX).map((id): AnyRef => `stickies/${id}`);
      presenterOf(this.#desk).show({
        drag: { records, over: [to.layer, to.lane, to.phase] },
      });
    }
  }

  #up(event: PointerEvent): void {
    const press = this.#press;
    if (press === null || event.pointerId !== press.pointer) return;
    const [landing, ids] = [this.#carrying?.landing ?? null, this.#carrying?.ids ?? []];
    const carried = this.#carrying !== null;
    this.#cancel(false);
    if (!carried) this.#click(press);
    else if (landing !== null) this.#drop(ids, press.sticky, landing, event.altKey);
  }

  #click({ sticky, touch, hadFocus, picks, anchor }: Press): void {
    const id = sticky.dataset["sticky"];
    if (id === undefined) return;
    const { selection } = this.#desk;
    // With a finger, what is selected grows by tapping.
    if (picks !== null || (touch && selection.size > 0)) {
      sticky.focus({ preventScroll: true });
      const hand = handFor(this.#desk, sticky);
      if (picks === "range") selectRange(hand, id, anchor);
      else {
        selection.toggle(id);
        sayChosen(hand);
      }
      return;
    }
    const many = selection.size > 0;
    selection.clear();
    if (hadFocus && !many && this.#desk.session.me.get().rights.map) this.#desk.write(id);
    else sticky.focus({ preventScroll: true });
  }

  #drop(
    ids: readonly string[],
    sticky: HTMLElement,
    { layer, lane, phase, before }: Landing,
    copy: boolean,
  ): void {
    const hand = handFor(this.#desk, sticky);
    this.#desk.layer.set(layer);
    if (copy) copyTo(hand, ids, lane, phase, before);
    else moveTo(hand, ids, lane, phase, before);
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
