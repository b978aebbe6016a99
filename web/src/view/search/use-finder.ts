/** Keeps a finder and its marks alive while the search is open, and knows which one is looked at. */
import { useCallback, useEffect, useRef, useState } from "react";
import { stickyBrief } from "../../actions/places.ts";
import { words } from "../../i18n/language.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Finder } from "./finder.ts";
import { Marks } from "./marks.ts";

export function useFinder() {
  const desk = useDesk();
  const marks = useRef<Marks | null>(null);
  const [finder, setFinder] = useState<Finder | null>(null);
  const [at, setAt] = useState<string | null>(null);
  const found = useValue(desk.found);
  useEffect(() => {
    const root = document.querySelector<HTMLElement>("main.middle");
    if (root === null) return;
    const made = new Marks(root, desk);
    marks.current = made;
    const started = new Finder(desk);
    setFinder(started);
    return () => {
      started.close();
      made.close();
    };
  }, [desk]);

  const index = at === null ? -1 : (found?.ids.indexOf(at) ?? -1);
  const current = index < 0 ? null : index;
  const step = useCallback(
    (by: -1 | 1) => {
      const ids = desk.found.get()?.ids ?? [];
      if (ids.length === 0) return;
      const from = current ?? (by > 0 ? -1 : 0);
      const id = ids[(from + by + ids.length) % ids.length] ?? null;
      setAt(id);
      marks.current?.show(id);
      if (id !== null) desk.say(stickyBrief(desk, id, words()));
    },
    [desk, current],
  );
  return { current, step, finder };
}
