/**
 * The words for putting stickies somewhere: new ones, moved ones and copies, in one cell or in many
 * at once. However many, each is one step of undo. Writes to `map`.
 */
import type { Fields } from "../generated/edits.ts";
import { STICKIES_MAX, STICKY_TEXT_MAX } from "../generated/limits.ts";
import type { Color } from "../generated/schema.ts";
import type { Sticky } from "./board.ts";
import { openStickies } from "./details.ts";
import type { Edit } from "./edit.ts";
import { type Hand, idFor, jitter, perform, set } from "./hand.ts";
import type { Spot } from "./session.ts";
import { isInPlace, ranksAt } from "./words.ts";

/** Stickies that go to one spot, in this order. */
export interface Going {
  readonly ids: readonly string[];
  readonly to: Spot;
}

/** Texts that become stickies at one spot, in this order. */
export interface Coming {
  readonly texts: readonly string[];
  readonly to: Spot;
  readonly color: Color;
}

export interface PlacingEdits {
  /** The new sticky's id. */
  readonly addSticky: (at: Spot, text?: string, color?: Color) => string | null;
  /** One sticky per text, in order; one step of undo. */
  readonly addStickies: (at: Spot, texts: readonly string[], color?: Color) => readonly string[];
  readonly moveStickies: (ids: readonly string[], to: Spot) => boolean;
  /** The ids of the copies. */
  readonly copyStickies: (ids: readonly string[], to: Spot) => readonly string[];
  /** The same for many spots at once, still one step of undo; every spot at most once. */
  readonly addEach: (coming: readonly Coming[]) => readonly string[];
  readonly moveEach: (going: readonly Going[]) => boolean;
  readonly copyEach: (going: readonly Going[]) => readonly string[];
}

type Creation = Edit & { readonly kind: "create" };

const FIRST_COLOR: Color = "yellow";

export function placingEdits(hand: Hand): PlacingEdits {
  return {
    addSticky: (to, text = "", color = FIRST_COLOR) =>
      add(hand, [{ texts: [text], to, color }])[0] ?? null,
    addStickies: (to, texts, color = FIRST_COLOR) => add(hand, [{ texts, to, color }]),
    moveStickies: (ids, to) => move(hand, [{ ids, to }]),
    copyStickies: (ids, to) => copy(hand, [{ ids, to }]),
    addEach: (coming) => add(hand, coming),
    moveEach: (going) => move(hand, going),
    copyEach: (going) => copy(hand, going),
  };
}

/** Order keys for stickies that come to stand at a spot. */
function ranks(hand: Hand, to: Spot, moving: ReadonlySet<string>, count: number) {
  const siblings: Sticky[] = [];
  for (const id of hand.store.cell(to.layer, to.lane, to.phase).get()) {
    const sticky = hand.store.sticky(id).get();
    if (sticky !== null) siblings.push(sticky);
  }
  return ranksAt(siblings, to.before, moving, count, jitter(hand));
}

function room(hand: Hand, count: number): boolean {
  return hand.store.count.get() + count <= STICKIES_MAX;
}

function create(hand: Hand, to: Spot, rank: string, fields: Fields): Creation {
  const [by, on] = hand.journal.stamp();
  const at = [to.layer, to.lane, to.phase, rank];
  const id = idFor(hand);
  return {
    kind: "create",
    document: "map",
    root: "stickies",
    id,
    fields: { ...fields, at, by, on },
  };
}

function add(hand: Hand, coming: readonly Coming[]): readonly string[] {
  const texts = coming.flatMap((one) => one.texts);
  if (!room(hand, texts.length)) return [];
  const edits = coming.flatMap((one) => {
    const keys = ranks(hand, one.to, new Set(), one.texts.length);
    return one.texts.map((text, index) =>
      create(hand, one.to, keys[index] ?? "", {
        text: text.slice(0, STICKY_TEXT_MAX),
        color: one.color,
      }),
    );
  });
  const done = perform(hand, "add_sticky", edits, texts[0] ?? "");
  return done ? edits.map((edit) => edit.id) : [];
}

function move(hand: Hand, going: readonly Going[]): boolean {
  const groups = going.map(({ ids, to }) => ({ stickies: openStickies(hand, ids), to }));
  const all = groups.flatMap(({ stickies }) => stickies);
  const moving = new Set(all.map((sticky) => sticky.id));
  const edits = groups.flatMap(({ stickies, to }) => {
    const order = hand.store.cell(to.layer, to.lane, to.phase).get();
    const ids = stickies.map((sticky) => sticky.id);
    if (isInPlace(order, to.before, ids)) return [];
    const keys = ranks(hand, to, moving, ids.length);
    return ids.map((id, index) =>
      set("map", { root: "stickies", id }, "at", [to.layer, to.lane, to.phase, keys[index] ?? ""]),
    );
  });
  return perform(hand, "move_sticky", edits, all[0]?.text ?? "");
}

/** What a copy takes along: everything but who made it, when and where. */
function carried({ text, color, evidence, channel, bucket, tags, personas }: Sticky): Fields {
  const words = Object.entries({ evidence, channel, bucket }).filter(([, word]) => word !== null);
  const sets = [...tags.map((tag) => `tag:${tag}`), ...personas.map((one) => `persona:${one}`)];
  return {
    text,
    color,
    ...Object.fromEntries(words),
    ...Object.fromEntries(sets.map((key) => [key, true])),
  };
}

function copy(hand: Hand, going: readonly Going[]): readonly string[] {
  const groups = going.map(({ ids, to }) => ({
    to,
    stickies: [...new Set(ids)].flatMap((id) => hand.store.sticky(id).get() ?? []),
  }));
  const all = groups.flatMap(({ stickies }) => stickies);
  if (!room(hand, all.length)) return [];
  const edits = groups.flatMap(({ stickies, to }) => {
    const keys = ranks(hand, to, new Set(), stickies.length);
    return stickies.map((sticky, index) => create(hand, to, keys[index] ?? "", carried(sticky)));
  });
  const done = perform(hand, "copy_sticky", edits, all[0]?.text ?? "");
  return done ? edits.map((edit) => edit.id) : [];
}
