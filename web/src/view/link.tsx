/** A link within the page: an address that also works in a new tab, and no reload when followed. */
import type { MouseEvent, ReactNode } from "react";
import { addressOf, goTo } from "./route.ts";

interface Props {
  /** Below the base of the page: `` or `b/…`. */
  readonly to: string;
  readonly className?: string;
  /** Whether this is where you are; only for links in a row of places. */
  readonly current?: boolean;
  readonly children: ReactNode;
}

export function Link({ to, className, current, children }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goTo(to);
  };
  return (
    <a
      aria-current={current === true ? "page" : undefined}
      className={className}
      href={addressOf(to)}
      onClick={follow}
    >
      {children}
    </a>
  );
}
