/**
 * A native dialog, opened as modal: the browser keeps the focus inside, makes the rest inert and
 * gives the focus back. A click on the backdrop closes it.
 */
import { type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "./icon.tsx";

/** What is asked comes first; closing is always one Escape away. */
const FIELDS = "input, select, textarea, button";

interface Props {
  readonly title: string;
  readonly kind?: "dialog" | "dialog wide" | "panel";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, kind = "dialog", onClose, children }: Props) {
  const words = useWords();
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog !== null && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>(`.content :is(${FIELDS})`)?.focus();
    }
    return () => dialog?.close();
  }, []);

  const onBackdrop = (event: SyntheticEvent) => {
    if (event.target === element.current) onClose();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog; the click is only for the backdrop.
    <dialog
      aria-labelledby={heading}
      className={kind}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={onBackdrop}
      ref={element}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <button aria-label={words.close} className="icon-button" onClick={onClose} type="button">
          <Icon name="close" />
        </button>
      </header>
      <div className="content">{children}</div>
    </dialog>
  );
}
