/**
 * While the list is shown, what actions want to write or to focus happens here and not on the map
 * under it: the wish is taken over before the map draws it.
 */
import { type RefObject, useEffect, useState } from "react";
import type { Desk, Writing } from "../../actions/desk.ts";
import { elementOf } from "../map/element.ts";

export function useListWriting(desk: Desk, list: RefObject<HTMLElement | null>) {
  const [writing, write] = useState<Writing | null>(null);
  useEffect(() => {
    const focus = () => {
      const target = desk.wanted.get();
      if (target === null) return;
      desk.wanted.set(null);
      const cell =
        target.kind === "sticky"
          ? elementOf({ kind: "cell", lane: target.lane, phase: target.phase })
          : null;
      const element = elementOf(target) ?? cell ?? list.current;
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest" });
    };
    const stops = [
      desk.wanted.subscribe(() => {
        if (desk.wanted.get() !== null) queueMicrotask(focus);
      }),
      desk.writing.subscribe(() => {
        const wish = desk.writing.get();
        if (wish === null) return;
        desk.writing.set(null);
        write(wish);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk, list]);
  return { writing, write };
}
