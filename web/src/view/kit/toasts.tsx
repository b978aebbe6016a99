/**
 * Shows the last thing that was done, with a way back. It leaves by itself, but not from under a hand; and
 * one with a button counts its time from when somebody goes on, so that nobody has to be quick. However
 * it goes, the focus that came to it goes back.
 */
import {
  type FocusEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
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

interface Props {
  /** Whether a pointer or the focus came to it, or went. */
  readonly onHold: (held: boolean) => void;
  readonly children: ReactNode;
}

function Toast({ onHold, children }: Props) {
  const element = useRef<HTMLDivElement>(null);
  /** Where the focus was, and what that is in. */
  const from = useRef<readonly HTMLElement[]>([]);
  useLayoutEffect(() => {
    const toast = element.current;
    return () => {
      if (toast?.contains(document.activeElement) !== true) return;
      // Once it is gone, so that whoever hears of focus hears of this too.
      queueMicrotask(() => giveBack(from.current));
    };
  }, []);
  const onFocus = ({ currentTarget, relatedTarget }: FocusEvent) => {
    onHold(true);
    if (currentTarget.contains(relatedTarget)) return;
    from.current = relatedTarget instanceof HTMLElement ? withParents(relatedTarget) : [];
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: only waits under a pointer or focus.
    <div
      className="toast"
      onBlur={() => onHold(false)}
      onFocus={onFocus}
      onPointerEnter={() => onHold(true)}
      onPointerLeave={() => onHold(false)}
      ref={element}
      role="group"
    >
      {children}
    </div>
  );
}

function withParents(element: HTMLElement): readonly HTMLElement[] {
  const { parentElement } = element;
  return parentElement === null ? [element] : [element, ...withParents(parentElement)];
}

/** To what had it; when that is gone, to what it was in; not when somebody took it meanwhile. */
function giveBack(places: readonly HTMLElement[]): void {
  if (document.activeElement !== document.body) return;
  for (const place of places) {
    place.focus({ preventScroll: true });
    if (document.activeElement === place) return;
  }
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
      <Toast key={key} onHold={(held) => hold(held ? key : null)}>
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
      </Toast>
    </aside>
  );
}
