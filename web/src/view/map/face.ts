/**
 * All that a sticky shows as one value: a board has thousands, and what each of them listens to one by
 * one is most of what opening it costs. Stands still while something is carried. Knows no React.
 */
import type { Desk } from "../../actions/desk.ts";
import { language, words } from "../../i18n/language.ts";
import type { Words } from "../../i18n/words.ts";
import type { AnyRef, Sticky } from "../../model/board.ts";
import { openCount } from "../../model/threads.ts";
import type { Value } from "../../model/value.ts";

export interface Face {
  readonly sticky: Sticky;
  /** Of who wrote it; null for somebody unknown. */
  readonly initials: string | null;
  readonly selected: boolean;
  readonly locked: boolean;
  /** Whether anything is bound to it. */
  readonly linked: boolean;
  /** Whether something was said about it that is not dealt with. */
  readonly talked: boolean;
  /** Whether actions come from it. */
  readonly acted: boolean;
  readonly words: Words;
}

function alike(a: Face, b: Face): boolean {
  return (
    a.sticky === b.sticky &&
    a.initials === b.initials &&
    a.selected === b.selected &&
    a.locked === b.locked &&
    a.linked === b.linked &&
    a.talked === b.talked &&
    a.acted === b.acted &&
    a.words === b.words
  );
}

/** The face of a sticky; null when there is no such sticky. */
export function faceOf(desk: Desk, id: string): Value<Face | null> {
  const { carrying, selection, session } = desk;
  const { store } = session;
  const ref: AnyRef = `stickies/${id}`;
  const sticky = store.sticky(id);
  const writer = store.member(sticky.get()?.by ?? "");
  const selected = selection.of(id);
  const locked = store.locked(ref);
  const links = store.actions.linksAt(ref);
  const said = store.comments.about(ref);
  const actions = store.actions.from(ref);
  const parts: readonly Value<unknown>[] = [
    sticky,
    writer,
    selected,
    locked,
    links,
    said,
    actions,
    carrying,
    language,
  ];
  let shown: Face | null = null;

  const now = (): Face | null => {
    const still = carrying.get() && shown !== null;
    const seen = still ? shown?.sticky : sticky.get();
    if (seen === null || seen === undefined) return null;
    return {
      sticky: seen,
      initials: writer.get()?.initials ?? null,
      selected: selected.get(),
      locked: still ? shown?.locked === true : locked.get(),
      linked: still ? shown?.linked === true : links.get().length > 0,
      talked: still ? shown?.talked === true : openCount(said.get()) > 0,
      acted: still ? shown?.acted === true : actions.get().length > 0,
      words: words(),
    };
  };
  return {
    get: () => {
      const next = now();
      if (next === null || shown === null || !alike(shown, next)) shown = next;
      return shown;
    },
    subscribe: (listener) => {
      const stops = parts.map((part) => part.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
