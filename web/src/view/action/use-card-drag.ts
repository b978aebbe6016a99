/**
 * Carrying a card to another column or another place in it. By mouse after 4 pixels, by touch after a
 * short hold, so that a swipe still scrolls; edges scroll; Escape lets go. What is carried is a
 * picture of the card, the card itself stays as a ghost. Nothing is written until it falls.
 */
import { type PointerEvent, useCallback } from "react";
import type { Desk } from "../../actions/desk.ts";
import { env, nextFrame } from "../../env.ts";
import { useDesk } from "../map/desk-context.ts";
import { edgePush } from "../map/edge-push.ts";
import type { Spot } from "./use-moving.ts";

const MOUSE_PIXELS = 4;
const HOLD_MILLIS = 200;
const SWIPE_PIXELS = 8;

interface Fall {
  readonly column: HTMLElement;
  /** The card that it falls before; null for the end of the column. */
  readonly next: HTMLElement | null;
}

/** Where a card would fall: the column under the pointer, before the first card whose middle is lower. */
function fallAt(x: number, y: number, carried: HTMLElement): Fall | null {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-column]");
  if (column === null || column === undefined) return null;
  const cards = [...column.querySelectorAll<HTMLElement>("[data-action]")];
  const next = cards.find((card) => {
    const { top, height } = card.getBoundingClientRect();
    return card !== carried && y < top + height / 2;
  });
  return { column, next: next ?? null };
}

/** A column's last place comes before whatever follows its last card in the whole list. */
function spotOf(desk: Desk, id: string, { column, next }: Fall): Spot {
  const status = column.dataset["column"] ?? "";
  if (next !== null) return { status, before: next.dataset["action"] ?? null };
  const others = desk.session.store.actions.list.get().filter((one) => one.id !== id);
  const last = others.findLastIndex((one) => one.status === status);
  return last < 0 ? { status } : { status, before: others[last + 1]?.id ?? null };
}

/** Shows where the card would fall. */
function mark(fall: Fall | null): void {
  for (const old of document.querySelectorAll("[data-over], [data-falls]")) {
    old.removeAttribute("data-over");
    old.removeAttribute("data-falls");
  }
  if (fall === null) return;
  fall.column.setAttribute("data-over", fall.next === null ? "end" : "between");
  fall.next?.setAttribute("data-falls", "before");
}

function pictureOf(card: HTMLElement): HTMLElement {
  const { left, top, width } = card.getBoundingClientRect();
  const picture = card.cloneNode(true) as HTMLElement;
  picture.inert = true;
  picture.classList.add("carried");
  picture.removeAttribute("data-action");
  Object.assign(picture.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
  // Beside the columns: lists hold nothing but their own items, and nothing cuts it off.
  card.closest("section.actions")?.append(picture);
  return picture;
}

function carry(
  desk: Desk,
  card: HTMLElement,
  start: globalThis.PointerEvent,
  onFall: (id: string, spot: Spot) => void,
): void {
  const id = card.dataset["action"] ?? "";
  const picture = pictureOf(card);
  const boxes = [
    card.closest<HTMLElement>(".action-columns"),
    card.closest<HTMLElement>(".actions"),
  ];
  let at = { x: start.clientX, y: start.clientY };
  let fall: Fall | null = null;
  card.classList.add("lifted");
  const frame = () => {
    for (const box of boxes) if (box !== null) edgePush(box, at);
    picture.style.translate = `${at.x - start.clientX}px ${at.y - start.clientY}px`;
    fall = fallAt(at.x, at.y, card);
    mark(fall);
    stop = nextFrame(frame);
  };
  let stop = nextFrame(frame);
  const end = (falls: boolean) => {
    stop();
    const found = falls ? fallAt(at.x, at.y, card) : null;
    mark(null);
    card.classList.remove("lifted");
    picture.remove();
    listening.abort();
    if (found !== null) onFall(id, spotOf(desk, id, found));
  };
  const listening = new AbortController();
  const { signal } = listening;
  swallowClick();
  const move = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => {
    at = { x, y };
  };
  const letGo = (event: KeyboardEvent) => {
    if (event.key === "Escape") end(false);
  };
  const still = (event: Event) => event.preventDefault();
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", () => end(true), { signal });
  window.addEventListener("pointercancel", () => end(false), { signal });
  window.addEventListener("touchmove", still, { signal, passive: false });
  window.addEventListener("keydown", letGo, { signal });
}

/** The click that ends a drag opens nothing; one that comes later does. */
function swallowClick(): void {
  const listening = new AbortController();
  const { signal } = listening;
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const over = () => env.later(0, () => listening.abort());
  window.addEventListener("click", swallow, { signal, capture: true });
  window.addEventListener("pointerup", over, { signal });
  window.addEventListener("pointercancel", over, { signal });
}

export function useCardDrag(
  may: boolean,
  onFall: (id: string, spot: Spot) => void,
): (event: PointerEvent<HTMLElement>) => void {
  const desk = useDesk();
  return useCallback(
    (event) => {
      const pressed = event.target instanceof Element ? event.target : null;
      const card = pressed?.closest<HTMLElement>(".action-card");
      if (!may || event.button !== 0 || card === null || card === undefined) return;
      if (pressed?.closest("select, input") !== null) return;
      const start = event.nativeEvent;
      const listening = new AbortController();
      const { signal } = listening;
      const begin = () => {
        listening.abort();
        carry(desk, card, start, onFall);
      };
      const touch = start.pointerType === "touch";
      const cancel = touch ? env.later(HOLD_MILLIS, begin) : () => undefined;
      const stop = () => {
        cancel();
        listening.abort();
      };
      const moved = (next: globalThis.PointerEvent) => {
        const far = Math.hypot(next.clientX - start.clientX, next.clientY - start.clientY);
        if (!touch && far > MOUSE_PIXELS) begin();
        else if (touch && far > SWIPE_PIXELS) stop();
      };
      window.addEventListener("pointermove", moved, { signal });
      window.addEventListener("pointerup", stop, { signal });
      window.addEventListener("pointercancel", stop, { signal });
    },
    [desk, may, onFall],
  );
}
