/**
 * Carrying a card to another column or another place in it. By mouse after 4 pixels, by touch after a
 * short hold, so that a swipe still scrolls; Escape lets go. Nothing is written until it falls.
 */
import { type PointerEvent, useCallback } from "react";
import type { Desk } from "../../actions/desk.ts";
import { env } from "../../env.ts";
import { words } from "../../i18n/language.ts";
import { useDesk } from "../map/desk-context.ts";
import { statusWord } from "./names.ts";

const MOUSE_PIXELS = 4;
const HOLD_MILLIS = 200;
const SWIPE_PIXELS = 8;

interface Spot {
  readonly status: string;
  readonly before: string | null;
}

/** Where a card would fall: the column under the pointer, before the first card whose middle is lower. */
function spotAt(x: number, y: number, carried: HTMLElement): Spot | null {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-column]");
  const status = column?.dataset["column"];
  if (column === null || column === undefined || status === undefined) return null;
  const cards = [...column.querySelectorAll<HTMLElement>("[data-action]")];
  const next = cards.find((card) => {
    const { top, height } = card.getBoundingClientRect();
    return card !== carried && y < top + height / 2;
  });
  return { status, before: next?.dataset["action"] ?? null };
}

/** A column's last place comes before whatever follows its last card in the whole list. */
function drop(desk: Desk, id: string, { status, before }: Spot): void {
  const { edits, store } = desk.session;
  const list = store.actions.list.get();
  const last = list.findLastIndex((one) => one.status === status && one.id !== id);
  const beyond = list.slice(last + 1).find((one) => one.id !== id)?.id ?? null;
  const own = list.find((one) => one.id === id);
  if (own === undefined) return;
  const at = before ?? (last < 0 ? after(list, id) : beyond);
  if (status === "stopped" && own.status !== "stopped") {
    // Stopping needs a reason: the field in the card asks for it.
    desk.tell(words().actions.field.reasonMissing);
    return;
  }
  if (edits.placeAction(id, at, status) && status !== own.status) {
    const say = words();
    desk.say(say.actions.moved(own.title, statusWord(status, say)));
  }
}

function after(list: readonly { readonly id: string }[], id: string): string | null {
  return list[list.findIndex((one) => one.id === id) + 1]?.id ?? null;
}

function carry(desk: Desk, card: HTMLElement, start: globalThis.PointerEvent): void {
  const id = card.dataset["action"] ?? "";
  let spot: Spot | null = null;
  card.classList.add("carried");
  const mark = (next: Spot | null) => {
    document.querySelector("[data-over]")?.removeAttribute("data-over");
    spot = next;
    const column = document.querySelector(`[data-column="${CSS.escape(next?.status ?? "?")}"]`);
    column?.setAttribute("data-over", "true");
  };
  const move = (event: globalThis.PointerEvent) => {
    const [x, y] = [event.clientX - start.clientX, event.clientY - start.clientY];
    card.style.transform = `translate(${x}px, ${y}px)`;
    mark(spotAt(event.clientX, event.clientY, card));
  };
  const end = (falls: boolean) => {
    const found = spot;
    mark(null);
    card.classList.remove("carried");
    card.style.transform = "";
    listening.abort();
    if (falls && found !== null) drop(desk, id, found);
  };
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", () => end(true), { signal });
  window.addEventListener("pointercancel", () => end(false), { signal });
  window.addEventListener("touchmove", (event) => event.preventDefault(), {
    signal,
    passive: false,
  });
  window.addEventListener("click", swallow, { signal, capture: true, once: true });
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape") end(false);
    },
    { signal },
  );
}

/** The click that ends a drag opens nothing. */
function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

export function useCardDrag(may: boolean): (event: PointerEvent<HTMLElement>) => void {
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
        carry(desk, card, start);
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
    [desk, may],
  );
}
