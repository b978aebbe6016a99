/**
 * Moving a whole phase, step or lane by hand, with everything in it. A mouse drags after 4 px, a
 * finger after holding still. A line shows where it would fall; Escape leaves it. On the keyboard
 * Ctrl with the arrows does the same.
 */
import type { Desk } from "../../actions/desk.ts";
import { movedHead } from "../../actions/heads.ts";
import type { Target } from "../../actions/target.ts";
import { env, nextFrame } from "../../env.ts";
import { words } from "../../i18n/language.ts";
import type { Cancel } from "../../model/outside.ts";
import { edgePush } from "./edge-push.ts";
import { targetOf } from "./element.ts";
import { type HeadLanding, headLanding } from "./head-landing.ts";
import { handFor } from "./use-hand.ts";

const HEADS = ".phase, .step[data-phase], .lane-head[data-lane]";
const MOUSE_PIXELS = 4;
const HOLD_MILLIS = 250;

interface Grip {
  readonly pointer: number;
  readonly head: HTMLElement;
  readonly target: Target;
  readonly x: number;
  readonly y: number;
  armed: boolean;
  readonly hold: Cancel | null;
}

export class HeadDragging {
  readonly #map: HTMLElement;
  readonly #desk: Desk;
  readonly #ended = new AbortController();
  readonly #line = document.createElement("div");
  #grip: Grip | null = null;
  #carried = false;
  #at = { x: 0, y: 0 };
  #landing: HeadLanding | null = null;
  #frame: Cancel | null = null;

  constructor(map: HTMLElement, desk: Desk) {
    this.#map = map;
    this.#desk = desk;
    const { signal } = this.#ended;
    map.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    window.addEventListener("pointermove", (event) => this.#move(event), { signal });
    window.addEventListener("pointerup", (event) => this.#up(event), { signal });
    window.addEventListener("pointercancel", () => this.#end(), { signal });
    window.addEventListener("keydown", (event) => this.#key(event), { signal, capture: true });
    map.addEventListener("touchmove", (event) => this.#touch(event), { signal, passive: false });
  }

  close(): void {
    this.#end();
    this.#ended.abort();
  }

  #down(event: PointerEvent): void {
    const element = event.target instanceof Element ? event.target : null;
    const head = element?.closest<HTMLElement>(HEADS) ?? null;
    const busy = element?.closest("button, input") !== null;
    if (head === null || busy || event.button !== 0 || this.#grip !== null) return;
    if (!this.#desk.session.me.get().rights.frame) return;
    const touch = event.pointerType === "touch";
    this.#grip = {
      pointer: event.pointerId,
      head,
      target: targetOf(head),
      x: event.clientX,
      y: event.clientY,
      armed: !touch,
      hold: touch ? env.later(HOLD_MILLIS, () => this.#arm()) : null,
    };
  }

  #arm(): void {
    if (this.#grip !== null) this.#grip.armed = true;
  }

  #touch(event: TouchEvent): void {
    if (this.#grip?.armed === true) event.preventDefault();
  }

  #move(event: PointerEvent): void {
    const grip = this.#grip;
    if (grip === null || event.pointerId !== grip.pointer) return;
    this.#at = { x: event.clientX, y: event.clientY };
    if (this.#carried) return;
    const far = Math.hypot(event.clientX - grip.x, event.clientY - grip.y) >= MOUSE_PIXELS;
    if (!far) return;
    if (!grip.armed) {
      this.#end();
      return;
    }
    this.#carried = true;
    grip.head.focus({ preventScroll: true });
    grip.head.classList.add("ghost");
    this.#desk.carrying.set(true);
    this.#line.className = grip.target.kind === "lane" ? "head-line" : "head-line upright";
    document.body.append(this.#line);
    this.#tick();
  }

  #tick(): void {
    edgePush(this.#map, this.#at);
    this.#land();
    this.#frame = nextFrame(() => this.#tick());
  }

  #land(): void {
    const grip = this.#grip;
    if (grip === null) return;
    const lane = grip.target.kind === "lane";
    const boxes = siblingsOf(this.#map, grip.head).map((head) => {
      const box = (head.closest(".lane") ?? head).getBoundingClientRect();
      const id = head.dataset["lane"] ?? head.dataset["phase"] ?? "";
      return lane
        ? { id, start: box.top, end: box.bottom }
        : { id, start: box.left, end: box.right };
    });
    this.#landing = headLanding(boxes, lane ? this.#at.y : this.#at.x);
    const map = this.#map.getBoundingClientRect();
    const { at = 0 } = this.#landing ?? {};
    const { style } = this.#line;
    style.left = `${lane ? map.left : at}px`;
    style.top = `${lane ? at : map.top}px`;
    style.width = lane ? `${map.width}px` : "";
    style.height = lane ? "" : `${map.height}px`;
  }

  #up(event: PointerEvent): void {
    const grip = this.#grip;
    if (grip === null || event.pointerId !== grip.pointer) return;
    this.#at = { x: event.clientX, y: event.clientY };
    // No frame may have been drawn since the hand came here.
    if (this.#carried) this.#land();
    const [carried, landing] = [this.#carried, this.#landing];
    this.#end();
    if (!carried) grip.head.focus({ preventScroll: true });
    else if (landing !== null) movedHead(handFor(this.#desk, grip.head), landing.before);
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.#carried) return;
    event.preventDefault();
    event.stopPropagation();
    this.#end();
    this.#desk.say(words().structure.notMoved);
  }

  #end(): void {
    this.#grip?.hold?.();
    this.#grip?.head.classList.remove("ghost");
    this.#grip = null;
    this.#frame?.();
    this.#frame = null;
    this.#line.remove();
    this.#landing = null;
    if (this.#carried) this.#desk.carrying.set(false);
    this.#carried = false;
  }
}

/** The heads that this one stands among: all phases, the steps of its phase, or all lanes. */
function siblingsOf(map: HTMLElement, head: HTMLElement): readonly HTMLElement[] {
  if (head.classList.contains("step")) {
    const all = [...map.querySelectorAll<HTMLElement>(".step[data-phase]")];
    return all.filter((one) => one.dataset["under"] === head.dataset["under"]);
  }
  const kind = head.classList.contains("phase") ? ".phase" : ".lane-head[data-lane]";
  return [...map.querySelectorAll<HTMLElement>(kind)];
}
