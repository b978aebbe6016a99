/**
 * Moving stickies by hand, each finger its own. A mouse drags after 4 px; a finger after holding still
 * for a moment, so that a swipe keeps panning, but at once where the sticky is selected or on the big
 * screen. A click on a sticky that has the focus starts writing. Escape returns everything.
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
const BUSY = "button, textarea, input, .editing";

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
  carrying: Carrying | null;
  waits: readonly Cancel[];
}

export class Dragging {
  readonly #map: HTMLElement;
  readonly #desk: Desk;
  readonly #ended = new AbortController();
  readonly #presses = new Map<number, Press>();

  constructor(map: HTMLElement, desk: Desk) {
    this.#map = map;
    this.#desk = desk;
    const { signal } = this.#ended;
    map.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    window.addEventListener("pointermove", (event) => this.#move(event), { signal });
    window.addEventListener("pointerup", (event) => this.#up(event), { signal });
    window.addEventListener("pointercancel", ({ pointerId }) => this.#drop(pointerId), { signal });
    window.addEventListener("keydown", (event) => this.#key(event), { signal, capture: true });
    map.addEventListener("touchmove", (event) => this.#touch(event), { signal, passive: false });
  }

  close(): void {
    for (const pointer of [...this.#presses.keys()]) this.#drop(pointer);
    this.#ended.abort();
  }

  /** Whether any hand holds a sticky, or is about to carry one. */
  get holds(): boolean {
    return [...this.#presses.values()].some(({ armed }) => armed);
  }

  #down(event: PointerEvent): void {
    const element = event.target instanceof Element ? event.target : null;
    const sticky = element?.closest<HTMLElement>(".sticky") ?? null;
    if (sticky === null || element?.closest(BUSY) !== null || event.button !== 0) return;
    const touch = event.pointerType === "touch";
    const taken = [...this.#presses.values()].some((one) => one.sticky === sticky || !one.touch);
    if (taken) return;
    const hadFocus = document.activeElement === sticky;
    const before = document.activeElement?.closest<HTMLElement>(".sticky")?.dataset["sticky"];
    const press: Press = {
      pointer: event.pointerId,
      sticky,
      x: event.clientX,
      y: event.clientY,
      touch,
      hadFocus,
      picks: event.shiftKey ? "range" : event.ctrlKey || event.metaKey ? "toggle" : null,
      anchor: this.#desk.selection.anchor ?? before ?? null,
      armed: !touch || hadFocus || this.#desk.big.get(),
      carrying: null,
      waits: [],
    };
    this.#presses.set(press.pointer, press);
    if (!touch) return;
    press.waits = [
      env.later(HOLD_MILLIS, () => {
        press.armed = true;
      }),
      env.later(LONG_MILLIS, () => this.#long(press)),
    ];
  }

  #long(press: Press): void {
    // A finger that waits while another carries holds its sticky; it does not ask for the menu.
    if (press.carrying !== null || this.#desk.carrying.get()) return;
    this.#drop(press.pointer);
    press.sticky.focus({ preventScroll: true });
    act("menu", handFor(this.#desk, press.sticky, { x: press.x, y: press.y }));
  }

  /** What drags does not pan. */
  #touch(event: TouchEvent): void {
    if (this.holds && event.cancelable) event.preventDefault();
  }

  #move(event: PointerEvent): void {
    const press = this.#presses.get(event.pointerId);
    if (press === undefined) return;
    if (press.carrying !== null) {
      press.carrying.moveTo(event.clientX, event.clientY);
      return;
    }
    const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
    if (far < (press.touch ? TOUCH_PIXELS : MOUSE_PIXELS)) return;
    const may = press.armed && this.#desk.session.me.get().rights.map;
    if (!may || this.#desk.isClosed(press.sticky.dataset["sticky"] ?? "")) {
      this.#drop(press.pointer);
      return;
    }
    for (const stop of press.waits) stop();
    press.sticky.focus({ preventScroll: true });
    this.#desk.carrying.set(true);
    const ids = this.#taken(press.sticky);
    press.carrying = new Carrying(this.#map, press.sticky, ids, press, (to) =>
      this.#show(press, to),
    );
    press.carrying.moveTo(event.clientX, event.clientY);
  }

  /** The whole selection goes along when it holds this sticky; else it is let go. */
  #taken(sticky: HTMLElement): readonly string[] {
    const id = sticky.dataset["sticky"] ?? "";
    const { selection } = this.#desk;
    if (selection.of(id).get()) return chosen(this.#desk, targetOf(sticky));
    selection.clear();
    return [id];
  }

  #show(press: Press, to: Landing | null): void {
    const ids = press.carrying?.ids ?? [];
    if (to === null || ids.length === 0) presenterOf(this.#desk).hide("drag");
    else {
      const records = ids.slice(0, SHOWN_MAX).map((id): AnyRef => `stickies/${id}`);
      presenterOf(this.#desk).show({
        drag: { records, over: [to.layer, to.lane, to.phase] },
      });
    }
  }

  #up(event: PointerEvent): void {
    const press = this.#presses.get(event.pointerId);
    if (press === undefined) return;
    const { carrying } = press;
    if (carrying === null) {
      this.#drop(press.pointer);
      this.#click(press);
      return;
    }
    const landing = carrying.letGo(event.clientX, event.clientY);
    const { ids } = carrying;
    this.#put(press);
    this.#catchUp(() => {
      if (landing !== null) this.#fall(ids, press.sticky, landing, event.altKey);
    });
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

  #fall(
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
    if (event.key !== "Escape" || !this.#desk.carrying.get()) return;
    event.preventDefault();
    event.stopPropagation();
    for (const pointer of [...this.#presses.keys()]) this.#drop(pointer);
    this.#desk.say(words().say.dragCancelled);
  }

  /** Ends a press and leaves everything where it was. */
  #drop(pointer: number): void {
    const press = this.#presses.get(pointer);
    if (press === undefined) return;
    this.#put(press);
    if (press.carrying !== null) this.#catchUp();
  }

  #put(press: Press): void {
    for (const stop of press.waits) stop();
    press.carrying?.close();
    if (press.carrying !== null) presenterOf(this.#desk).hide("drag");
    this.#presses.delete(press.pointer);
  }

  /** Shows what happened meanwhile; where another hand still carries, the map stands still again. */
  #catchUp(then: () => void = () => undefined): void {
    this.#desk.carrying.set(false);
    then();
    const others = [...this.#presses.values()].some(({ carrying }) => carrying !== null);
    if (others) this.#desk.carrying.set(true);
  }
}
