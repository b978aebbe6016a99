/** A link within the page: an address that also works in a new tab, and no reload when followed. */
import type { MouseEvent, ReactNode } from "react";
import { addressOf, goTo } from "./route.ts";

interface Props {
  /** Below the base of the page: `` or `b/…`. */
  readonly to: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Link({ to, className, children }: Props) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goTo(to);
  };
  return (
    <a className={className} href={addressOf(to)} onClick={follow}>
      {children}
    </a>
  );
}
