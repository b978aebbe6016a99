/** A page that comes in place of another starts at its title, also for who does not see it come. */
import { type RefObject, useEffect, useRef } from "react";

/** For the title; `page` names what is shown, and another one is another page. */
export function useTitleFocus(page: string): RefObject<HTMLHeadingElement | null> {
  const title = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is a reason to go there.
  useEffect(() => title.current?.focus(), [page]);
  return title;
}
