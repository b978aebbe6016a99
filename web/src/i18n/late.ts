/**
 * Words that come with the screens that say them, in both languages, so that opening a board does not
 * wait for them. A screen asks here instead of `use-words.ts`, and has its own words and all others.
 */
import { useSyncExternalStore } from "react";
import { language, words } from "./language.ts";
import type { Words } from "./words.ts";

type Groups = Readonly<Record<string, object>>;

/** Each group of words with what the page knows of it already. */
function joined<L extends Groups>(known: Words, late: L): Words & L {
  const had = new Map<string, unknown>(Object.entries(known));
  const groups = Object.entries(late).map(([name, group]) => {
    const before = had.get(name);
    return [name, typeof before === "object" ? { ...before, ...group } : group];
  });
  return { ...known, ...Object.fromEntries(groups) };
}

export interface Late<L> {
  readonly words: () => Words & L;
  readonly useWords: () => Words & L;
}

export function lateWords<L extends Groups>(nl: L, en: L): Late<L> {
  const spoken = new Map<Words, Words & L>();
  const now = (): Words & L => {
    const known = words();
    const before = spoken.get(known);
    if (before !== undefined) return before;
    const all = joined(known, language.get() === "nl" ? nl : en);
    spoken.set(known, all);
    return all;
  };
  return { words: now, useWords: () => useSyncExternalStore(language.subscribe, now) };
}
