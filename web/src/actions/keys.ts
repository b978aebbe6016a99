/**
 * Keys as words: how a keypress is spelled, which action it means, and how it reads in a list.
 * `Control` stands for Command on a Mac. Knows no action by name.
 */
import type { Words } from "../i18n/words.ts";
import type { Action, Hand } from "./action.ts";

/** The part of a keyboard event that matters. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** `Control+Shift+z`, `Enter`, `?`; Shift is left out where the character already says it. */
export function spell(press: KeyPress): string {
  const letter = press.key.length === 1;
  const key = letter ? press.key.toLowerCase() : press.key;
  const command = press.ctrlKey || press.metaKey;
  const cased = !letter || command || key !== press.key;
  const shift = press.shiftKey && (cased || key === " ");
  return `${command ? "Control+" : ""}${press.altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${key}`;
}

/** Whether this press would put a character in a text. */
export function printable(press: KeyPress): boolean {
  return [...press.key].length === 1 && !press.ctrlKey && !press.metaKey && !press.altKey;
}

/** Whether this press begins a character that takes more of them: an accent, an input method. */
export function composes(press: KeyPress): boolean {
  return (press.key === "Dead" || press.key === "Process") && !press.ctrlKey && !press.metaKey;
}

/** A shortcut that is one bare character, which can be switched off; nobody says a space by accident. */
export function bare(key: string): boolean {
  return [...key].length === 1 && key !== " ";
}

/** The action a press means here and now. */
export function meant(
  actions: readonly Action[],
  press: KeyPress,
  hand: Hand,
  letters: boolean,
): Action | null {
  const spelled = spell(press);
  if (bare(spelled) && !letters) return null;
  const found = actions.find(
    (action) => action.run !== undefined && action.keys.includes(spelled) && action.when(hand),
  );
  return found ?? null;
}

const ARROWS: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** The parts of a shortcut as people read them on their keys. */
export function readable(key: string, words: Words, mac: boolean): readonly string[] {
  const names: Readonly<Record<string, string>> = { ...ARROWS, ...words.keys };
  return key.split("+").map((part) => {
    if (part === "Control" && mac) return "⌘";
    return names[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}
