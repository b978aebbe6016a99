/**
 * Which language the page speaks: the one chosen before, else the browser's, else Dutch. The choice
 * is a cookie of the page and holds nothing of a board. Sets `<html lang>`; knows no React.
 */
import { Slot, type Value } from "../model/value.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";
import type { Language, Words } from "./words.ts";

const COOKIE = "reisbord_language";
const YEAR_SECONDS = 365 * 24 * 60 * 60;
const WORDS: Readonly<Record<Language, Words>> = { nl, en };

/** The chosen language if there is one, else the first the browser asks for that we speak. */
export function pickLanguage(cookie: string, wanted: readonly string[]): Language {
  const chosen = new RegExp(`(?:^|; )${COOKIE}=(nl|en)`).exec(cookie)?.[1];
  if (chosen === "nl" || chosen === "en") return chosen;
  for (const tag of wanted) {
    const language = tag.slice(0, 2).toLowerCase();
    if (language === "nl" || language === "en") return language;
  }
  return "nl";
}

const slot = new Slot<Language>("nl");

export const language: Value<Language> = slot;

/** The words of the language of this moment, for code that is not a component. */
export function words(): Words {
  return WORDS[slot.get()];
}

export function startLanguage(): void {
  apply(pickLanguage(document.cookie, navigator.languages));
}

export function switchLanguage(to: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
  document.cookie = `${COOKIE}=${to}; max-age=${YEAR_SECONDS}; path=/; samesite=lax`;
  apply(to);
}

function apply(to: Language): void {
  document.documentElement.lang = to;
  slot.set(to);
}
