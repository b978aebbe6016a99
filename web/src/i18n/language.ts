/**
 * Which language the page speaks: the one chosen before, else the browser's, else Dutch. The choice
 * is a cookie of the page and holds nothing of a board. Sets `<html lang>`; knows no React. Only who
 * speaks English fetches its words.
 */
import { Slot, type Value } from "../model/value.ts";
import { nl } from "./nl.ts";
import type { Language, Words } from "./words.ts";

const COOKIE = "reisbord_language";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

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
let spoken: Words = nl;

export const language: Value<Language> = slot;

/** The words of the language of this moment, for code that is not a component. */
export function words(): Words {
  return spoken;
}

/** Speaks from here on; before it the page has no words to show. */
export function startLanguage(): Promise<void> {
  return speak(pickLanguage(document.cookie, navigator.languages));
}

export function switchLanguage(to: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
  document.cookie = `${COOKIE}=${to}; max-age=${YEAR_SECONDS}; path=/; samesite=lax`;
  void speak(to);
}

/** Without a connection the words may not come; then the page speaks on as it did. */
async function speak(to: Language): Promise<void> {
  try {
    spoken = to === "nl" ? nl : (await import("./en.ts")).en;
  } catch {
    return;
  }
  document.documentElement.lang = to;
  slot.set(to);
}
