/**
 * What somebody looks for on the map: words, and what stickies must carry. Says whether a sticky
 * fits. On their own page only. Pure; knows no page.
 */
import type { Sticky } from "../model/board.ts";

export const PICK_KINDS = [
  "color",
  "evidence",
  "channel",
  "tag",
  "persona",
  "team",
  "author",
] as const;
export type PickKind = (typeof PICK_KINDS)[number];

export interface Finding {
  readonly query: string;
  /** Of one kind any will do; of different kinds all must fit. */
  readonly picks: Readonly<Partial<Record<PickKind, readonly string[]>>>;
  /** Whether what does not fit is hidden, instead of dimmed. */
  readonly hide: boolean;
}

/** What was found: the stickies in the order of the map, and how many there are in all. */
export interface Found {
  readonly ids: readonly string[];
  readonly set: ReadonlySet<string>;
  readonly total: number;
}

export const NOTHING_SOUGHT: Finding = { query: "", picks: {}, hide: false };

/** Small letters without accents, each in the place where it stood. */
export function folded(text: string): string {
  return [...text.split("")]
    .map((unit) => {
      const plain = unit.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      return plain.length === 1 ? plain : unit;
    })
    .join("");
}

export function isSeeking({ query, picks }: Finding): boolean {
  return query.trim() !== "" || pickCount(picks) > 0;
}

export function pickCount(picks: Finding["picks"]): number {
  return PICK_KINDS.reduce((sum, kind) => sum + (picks[kind]?.length ?? 0), 0);
}

/** What a sticky carries of a kind. */
export function carriedBy(sticky: Sticky, kind: PickKind, team: string | null): readonly string[] {
  const one = (word: string | null) => (word === null ? [] : [word]);
  switch (kind) {
    case "color":
      return [sticky.color];
    case "evidence":
      return one(sticky.evidence);
    case "channel":
      return one(sticky.channel);
    case "tag":
      return sticky.tags;
    case "persona":
      return sticky.personas;
    case "team":
      return one(team);
    case "author":
      return one(sticky.by);
  }
}

export function fits(
  sticky: Sticky,
  { query, picks }: Finding,
  teamOf: (member: string) => string | null,
): boolean {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const text = folded(sticky.text);
  if (!words.every((word) => text.includes(word))) return false;
  return PICK_KINDS.every((kind) => {
    const wanted = picks[kind] ?? [];
    if (wanted.length === 0) return true;
    const carried = carriedBy(sticky, kind, kind === "team" ? teamOf(sticky.by) : null);
    return carried.some((word) => wanted.includes(word));
  });
}

export function picked(finding: Finding, kind: PickKind, value: string, on: boolean): Finding {
  const others = (finding.picks[kind] ?? []).filter((one) => one !== value);
  return { ...finding, picks: { ...finding.picks, [kind]: on ? [...others, value] : others } };
}

/** Where the words of a query stand in a text, from and to. */
export function places(text: string, query: string): readonly (readonly [number, number])[] {
  const whole = folded(text);
  const found: [number, number][] = [];
  for (const word of folded(query).split(/\s+/).filter(Boolean)) {
    for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + word.length)) {
      found.push([at, at + word.length]);
    }
  }
  return found;
}
