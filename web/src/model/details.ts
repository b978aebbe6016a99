/**
 * The words for what a sticky carries beside its text: evidence, channel, personas and tags, and for
 * the board's tags themselves. Each is one step of undo. Writes to `map` for stickies, to `frame`
 * for the tags that everybody shares.
 */
import { TITLE_TEXT_MAX } from "../generated/limits.ts";
import type { Bucket, Channel, Color, Evidence } from "../generated/schema.ts";
import type { Sticky } from "./board.ts";
import { type Hand, idFor, isOpen, perform, set, throwAway } from "./hand.ts";
import { oneLine } from "./words.ts";

/** The fields of a sticky that hold one word of a list, or nothing. */
export interface StickyWords {
  readonly evidence: Evidence;
  readonly channel: Channel;
  readonly bucket: Bucket;
}

export interface DetailEdits {
  /** Null takes the word away. */
  readonly describe: <Name extends keyof StickyWords>(
    ids: readonly string[],
    name: Name,
    word: StickyWords[Name] | null,
  ) => boolean;
  readonly tag: (ids: readonly string[], tag: string, on: boolean) => boolean;
  /** Whether stickies are about a persona. */
  readonly involve: (ids: readonly string[], persona: string, on: boolean) => boolean;
  /** The new tag's id. */
  readonly addTag: (title: string, color?: Color) => string | null;
  readonly renameTag: (tag: string, title: string) => boolean;
  readonly colourTag: (tag: string, color: Color | null) => boolean;
  /** Stickies keep it, so that putting it back restores everything. */
  readonly throwAwayTag: (tag: string) => boolean;
}

export function detailEdits(hand: Hand): DetailEdits {
  const tagOf = (id: string) => hand.store.tags.get().find((tag) => tag.id === id) ?? null;
  const onTag = (id: string, field: "title" | "color", value: string | null): boolean => {
    const tag = tagOf(id);
    if (tag === null) return false;
    const subject = field === "title" ? (value ?? "") : tag.title;
    return perform(hand, "change_tag", [set("frame", { root: "tags", id }, field, value)], subject);
  };
  return {
    describe: (ids, name, word) => mark(hand, "describe", ids, name, word),
    tag: (ids, tag, on) => mark(hand, "tag", ids, `tag:${tag}`, on ? true : null),
    involve: (ids, persona, on) =>
      mark(hand, "involve", ids, `persona:${persona}`, on ? true : null),
    addTag: (title, color) => addTag(hand, oneLine(title, TITLE_TEXT_MAX), color),
    renameTag: (id, title) => {
      const line = oneLine(title, TITLE_TEXT_MAX);
      return line !== "" && onTag(id, "title", line);
    },
    colourTag: (id, color) => onTag(id, "color", color),
    throwAwayTag: (id) => {
      const tag = tagOf(id);
      if (tag === null) return false;
      const edit = throwAway("frame", { root: "tags", id }, hand.journal.stamp());
      return perform(hand, "throw_away", [edit], tag.title);
    },
  };
}

/** The stickies that are there and that this person may touch. */
export function openStickies(hand: Hand, ids: readonly string[]): Sticky[] {
  const stickies: Sticky[] = [];
  for (const id of new Set(ids)) {
    const sticky = hand.store.sticky(id).get();
    if (sticky !== null && sticky.gone === null && isOpen(hand, `stickies/${id}`)) {
      stickies.push(sticky);
    }
  }
  return stickies;
}

function mark(
  hand: Hand,
  deed: "describe" | "tag" | "involve",
  ids: readonly string[],
  field: string,
  value: string | true | null,
): boolean {
  const open = openStickies(hand, ids);
  const edits = open.map(({ id }) => set("map", { root: "stickies", id }, field, value));
  return perform(hand, deed, edits, open[0]?.text ?? "");
}

function addTag(hand: Hand, title: string, color: Color | undefined): string | null {
  const known = hand.store.tags.get().find((tag) => tag.title === title);
  if (known !== undefined) return known.id;
  if (title === "") return null;
  const id = idFor(hand);
  const fields = { title, ...(color === undefined ? {} : { color }) };
  const done = perform(
    hand,
    "add_tag",
    [{ kind: "create", document: "frame", root: "tags", id, fields }],
    title,
  );
  return done ? id : null;
}
