/**
 * The scale of feelings: five bands, or three, from very bad below to very good above. Where a value
 * stands, which value a height means, and its name. Pure numbers and words.
 */
import type { Words } from "../../i18n/words.ts";

/** The values from top to bottom. */
export function levelsOf(scale: number): readonly number[] {
  return scale === 3 ? [1, 0, -1] : [2, 1, 0, -1, -2];
}

/** The middle of a value's band, as a part of the height from the top. */
export function heightOf(value: number, levels: readonly number[]): number {
  return (levels.indexOf(within(value, levels)) + 0.5) / levels.length;
}

/** The value whose band a height is in. */
export function valueAt(height: number, levels: readonly number[]): number {
  const band = Math.floor(height * levels.length);
  return levels[Math.max(0, Math.min(levels.length - 1, band))] ?? 0;
}

/** A value on a board that had five bands before is shown at the edge of three. */
export function within(value: number, levels: readonly number[]): number {
  const [top = 0, bottom = 0] = [levels[0], levels.at(-1)];
  return Math.max(bottom, Math.min(top, Math.round(value)));
}

const NAMES = { "-2": "worst", "-1": "bad", "0": "fair", "1": "good", "2": "best" } as const;

export function feeling(value: number | null, words: Words): string {
  if (value === null) return words.hartslag.unknown;
  const name = NAMES[String(within(value, levelsOf(5))) as keyof typeof NAMES];
  return words.hartslag.feelings[name];
}
