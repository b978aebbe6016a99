/** Shows the last thing that was done, with a way back. It leaves by itself, but not from under a hand. */
import { useEffect, useState } from "react";
import type { Desk } from "../../actions/desk.ts";
import { env } from "../../env.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "./icon.tsx";
import { useValue } from "./use-value.ts";

const SHOWN_MILLIS = 8_000;

export function Toasts({ desk }: { readonly desk: Desk }) {
  const words = useWords();
  const toast = useValue(desk.toast);
  const [held, hold] = useState(false);
  useEffect(() => {
    if (toast === null || held) return;
    return env.later(SHOWN_MILLIS, () => desk.toast.set(null));
  }, [desk, toast, held]);
  if (toast === null) return null;

  const { action } = toast;
  const close = () => {
    hold(false);
    desk.toast.set(null);
  };
  return (
    <aside aria-label={words.board.justDone} className="toasts">
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: only waits under a pointer or focus. */}
      <div
        className="toast"
        key={toast.key}
        onBlur={() => hold(false)}
        onFocus={() => hold(true)}
        onPointerEnter={() => hold(true)}
        onPointerLeave={() => hold(false)}
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
