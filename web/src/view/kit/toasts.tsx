/**
 * Shows the last thing that was done, with a way back. It leaves by itself, but not from under a hand; and
 * one with a button counts its time from when somebody goes on, so that nobody has to be quick.
 */
import { useEffect, useState } from "react";
import type { Desk } from "../../actions/desk.ts";
import { env } from "../../env.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Cancel } from "../../model/outside.ts";
import { Icon } from "./icon.tsx";
import { useValue } from "./use-value.ts";

const SHOWN_MILLIS = 8_000;

/** Begins at the first sign that somebody goes on with something. */
function whenGoingOn(begin: () => Cancel): Cancel {
  const ended = new AbortController();
  let cancel: Cancel | null = null;
  const onSign = () => {
    cancel ??= begin();
  };
  for (const kind of ["pointermove", "pointerdown", "keydown"] as const) {
    window.addEventListener(kind, onSign, { signal: ended.signal, capture: true, passive: true });
  }
  return () => {
    ended.abort();
    cancel?.();
  };
}

export function Toasts({ desk }: { readonly desk: Desk }) {
  const words = useWords();
  const toast = useValue(desk.toast);
  const [held, hold] = useState<number | null>(null);
  useEffect(() => {
    if (toast === null || held === toast.key) return;
    const leave = () => env.later(SHOWN_MILLIS, () => desk.toast.set(null));
    return toast.action === null ? leave() : whenGoingOn(leave);
  }, [desk, toast, held]);
  if (toast === null) return null;

  const { action, key } = toast;
  const close = () => desk.toast.set(null);
  return (
    <aside aria-label={words.board.justDone} className="toasts">
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: only waits under a pointer or focus. */}
      <div
        className="toast"
        key={key}
        onBlur={() => hold(null)}
        onFocus={() => hold(key)}
        onPointerEnter={() => hold(key)}
        onPointerLeave={() => hold(null)}
        role="group"
      >
        <span>{toast.text}</span>
        {action === null ? null : (
          <button
            className="button"
            onClick={() => {
              close();
              action.run();
            }}
            type="button"
          >
            {action.label}
          </button>
        )}
        <button aria-label={words.close} className="icon-button" onClick={close} type="button">
          <Icon name="close" />
        </button>
      </div>
    </aside>
  );
}
