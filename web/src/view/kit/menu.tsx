/**
 * A menu beside what it is about: it closes on Escape and on a press elsewhere. Arrows walk, letters
 * jump. A popover that closes by hand, because one that closes by itself also does so when the button
 * or the finger that asked for it is let go. What stands in it comes from outside.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import type { Point } from "../../actions/desk.ts";

const MARGIN_PIXELS = 8;

interface Props {
  readonly label: string;
  readonly at: Point;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const ITEMS = "[role^=menuitem]";

function step(event: KeyboardEvent<HTMLElement>): HTMLElement | undefined {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEMS)];
  const { activeElement } = document;
  const index = activeElement instanceof HTMLElement ? items.indexOf(activeElement) : -1;
  const inColors = activeElement?.closest(".menu-colors") !== null;
  switch (event.key) {
    case "ArrowDown":
      if (inColors) return items.find((item, at) => at > index && !item.closest(".menu-colors"));
      return items[index + 1] ?? items[0];
    case "ArrowUp":
      return items[index - 1] ?? items.at(-1);
    case "ArrowRight":
      return inColors ? items[index + 1] : undefined;
    case "ArrowLeft":
      return inColors ? items[index - 1] : undefined;
    case "Home":
      return items[0];
    case "End":
      return items.at(-1);
    default:
      if (event.key.length !== 1) return undefined;
      return [...items.slice(index + 1), ...items].find((item) =>
        item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()),
      );
  }
}

export function Menu({ label, at, onClose, children }: Props) {
  const element = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const menu = element.current;
    if (menu === null) return;
    menu.showPopover();
    const { width, height } = menu.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.min(at.x, clientWidth - width - MARGIN_PIXELS);
    const top = Math.min(at.y, clientHeight - height - MARGIN_PIXELS);
    menu.style.left = `${Math.max(MARGIN_PIXELS, left)}px`;
    menu.style.top = `${Math.max(MARGIN_PIXELS, top)}px`;
    menu.querySelector<HTMLElement>(ITEMS)?.focus();
  }, [at]);

  useEffect(() => {
    const menu = element.current;
    const onToggle = (event: Event) => {
      if ("newState" in event && event.newState === "closed") onClose();
    };
    const onPress = ({ target }: Event) => {
      if (target instanceof Node && menu?.contains(target) !== true) menu?.hidePopover();
    };
    menu?.addEventListener("toggle", onToggle);
    window.addEventListener("pointerdown", onPress, { capture: true });
    return () => {
      menu?.removeEventListener("toggle", onToggle);
      window.removeEventListener("pointerdown", onPress, { capture: true });
    };
  }, [onClose]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    event.stopPropagation();
    if (event.key === "Tab" || event.key === "Escape") {
      event.preventDefault();
      element.current?.hidePopover();
      return;
    }
    const next = step(event);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <div
      aria-label={label}
      className="menu"
      onKeyDown={onKeyDown}
      popover="manual"
      ref={element}
      role="menu"
      tabIndex={-1}
    >
      {children}
    </div>
  );
}
