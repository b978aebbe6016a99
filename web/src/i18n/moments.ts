/** Moments in words, in the language of the page: "3 uur geleden", "12 mei". Pure but for `Intl`. */
import type { Language } from "./words.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const ago = {
  nl: new Intl.RelativeTimeFormat("nl", { numeric: "auto" }),
  en: new Intl.RelativeTimeFormat("en", { numeric: "auto" }),
};
const dates = {
  nl: new Intl.DateTimeFormat("nl", { day: "numeric", month: "long", year: "numeric" }),
  en: new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" }),
};

const moments = {
  nl: new Intl.DateTimeFormat("nl", { dateStyle: "long", timeStyle: "short" }),
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" }),
};

/** How long ago, up to a week; after that the date. */
export function since(moment: number, now: number, language: Language): string {
  const passed = Math.max(0, now - moment);
  if (passed < MINUTE) return ago[language].format(0, "second");
  if (passed < HOUR) return ago[language].format(-Math.floor(passed / MINUTE), "minute");
  if (passed < DAY) return ago[language].format(-Math.floor(passed / HOUR), "hour");
  if (passed < WEEK) return ago[language].format(-Math.floor(passed / DAY), "day");
  return day(moment, language);
}

/** How many days are left, the one that has begun included; 0 when the moment has come. */
export function daysUntil(moment: number, now: number): number {
  return Math.max(0, Math.ceil((moment - now) / DAY));
}

export function day(moment: number, language: Language): string {
  return dates[language].format(moment);
}

/** The date and the time of day. */
export function moment(at: number, language: Language): string {
  return moments[language].format(at);
}
