/**
 * Order keys: where a record stands among its neighbours, as a text that sorts, so that putting
 * something in between never rewrites a neighbour. The same algorithm as `crdt/src/order.rs`, which
 * explains it; `tests/vectors/order.json` pins both. Draws no chance: `jitter` is a 32-bit number.
 */

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const WINDOW = 4;
const WHOLE = 62 ** WINDOW;
/** Room that a window needs between two neighbours, so that jitter means something. */
const ROOM = 64;
/** Room that a window needs beyond one neighbour. */
const OPEN_ROOM = 62 ** 3;
/** An append takes this part of the room that is left. */
const OPEN_PART = 256;
/** Digits of a neighbour that are looked at: more come only from a broken or hostile page. */
const KEPT_DIGITS = 1_000;
/** Spreads the jitter of neighbouring keys evenly: the golden ratio in 32 bits. */
const GOLDEN = 0x9e3779b1;

/** By code unit, as both languages compare. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts records: by key, and equal keys by id. */
export function compareRanked(
  a: { readonly rank: string; readonly id: string },
  b: { readonly rank: string; readonly id: string },
): number {
  return compareText(a.rank, b.rank) || compareText(a.id, b.id);
}

/** The value of each digit, mended, without trailing zeros. */
function digitsOf(rank: string | null): number[] {
  if (rank === null) return [];
  const digits: number[] = [];
  for (let at = 0; at < rank.length && at < KEPT_DIGITS; at += 1) {
    const unit = rank.charCodeAt(at);
    let value = 0;
    while (value < DIGITS.length - 1 && DIGITS.charCodeAt(value) < unit) value += 1;
    digits.push(value);
  }
  while (digits.at(-1) === 0) digits.pop();
  return digits;
}

function digit(digits: readonly number[], at: number): number {
  return digits[at] ?? 0;
}

function windowAt(digits: readonly number[], start: number): number {
  let value = 0;
  for (let at = start; at < start + WINDOW; at += 1) value = value * 62 + digit(digits, at);
  return value;
}

function isBelow(low: readonly number[], high: readonly number[]): boolean {
  const length = Math.min(low.length, high.length);
  for (let at = 0; at < length; at += 1) {
    if (digit(low, at) !== digit(high, at)) return digit(low, at) < digit(high, at);
  }
  return low.length < high.length;
}

function keyOf(before: readonly number[], start: number, value: number): string {
  let text = "";
  for (let at = 0; at < start; at += 1) text += DIGITS.charAt(digit(before, at));
  for (let place = 62 ** 3; place >= 1; place /= 62) {
    text += DIGITS.charAt(Math.floor(value / place) % 62);
  }
  return text.replace(/0+$/, "");
}

/** A key strictly between two neighbours, or beyond the only one; `jitter` picks the exact spot. */
export function between(below: string | null, above: string | null, jitter: number): string {
  const low = digitsOf(below);
  const hasLow = low.length > 0;
  const upper = digitsOf(above);
  const hasHigh = upper.length > 0 && (!hasLow || isBelow(low, upper));
  const room = hasLow === hasHigh ? ROOM : OPEN_ROOM;
  for (let start = 0; ; start += 1) {
    const floor = windowAt(low, start);
    const tight = hasHigh && agree(low, upper, start);
    const ceiling = tight ? windowAt(upper, start) : WHOLE;
    if (ceiling - floor <= room) continue;
    const part = Math.floor((ceiling - floor) / (room === ROOM ? 3 : OPEN_PART));
    const away = part + ((jitter >>> 0) % part);
    return keyOf(low, start, hasHigh && !hasLow ? ceiling - away : floor + away);
  }
}

/** Whether two keys have the same digits left of a window. */
function agree(a: readonly number[], b: readonly number[], start: number): boolean {
  for (let at = 0; at < start; at += 1) if (digit(a, at) !== digit(b, at)) return false;
  return true;
}

/** As many keys as asked for, rising, between two neighbours. */
export function many(
  below: string | null,
  above: string | null,
  count: number,
  jitter: number,
): string[] {
  const keys: string[] = [];
  const spread = () => (jitter + Math.imul(keys.length, GOLDEN)) >>> 0;
  if (below !== null && above !== null) {
    halve(below, above, count, keys, spread);
    return keys;
  }
  if (above !== null) {
    while (keys.length < count) keys.push(between(null, keys.at(-1) ?? above, spread()));
    return keys.reverse();
  }
  while (keys.length < count) keys.push(between(keys.at(-1) ?? below, null, spread()));
  return keys;
}

/** The middle one first, then both halves: keys grow with the logarithm of their number. */
function halve(
  below: string,
  above: string,
  count: number,
  keys: string[],
  spread: () => number,
): void {
  if (count === 0) return;
  const left = Math.floor((count - 1) / 2);
  const middle = between(below, above, spread());
  halve(below, middle, left, keys, spread);
  keys.push(middle);
  halve(middle, above, count - 1 - left, keys, spread);
}
