/**
 * The words for dependencies between stickies: this one needs that one, this one leads to that one.
 * Origins of actions are links too, and are made in `action-edits.ts`. Writes to `map`.
 */
import { RECORDS_MAX } from "../generated/limits.ts";
import type { LinkKind } from "../generated/schema.ts";
import { openStickies } from "./details.ts";
import { type Hand, idFor, perform, throwAway } from "./hand.ts";

export interface LinkEdits {
  /** From one sticky to another, once per kind and direction. */
  readonly addLink: (from: string, to: string, kind: LinkKind) => boolean;
  readonly throwAwayLink: (link: string) => boolean;
}

export type LinkDeed = "link" | "unlink";

export function linkEdits(hand: Hand): LinkEdits {
  const links = () => hand.store.actions.links.get();
  const subject = (ref: string) =>
    hand.store.sticky(ref.slice("stickies/".length)).get()?.text ?? "";
  return {
    addLink: (from, to, kind) => {
      const [ends, ref] = [openStickies(hand, [from, to]), `stickies/${from}`];
      const there = links().some(
        (one) => one.kind === kind && one.from === ref && one.to === `stickies/${to}`,
      );
      if (from === to || ends.length < 2 || there || links().length >= RECORDS_MAX) return false;
      const fields = { from: ref, to: `stickies/${to}`, kind };
      const id = idFor(hand);
      const edit = { kind: "create", document: "map", root: "links", id, fields } as const;
      return perform(hand, "link", [edit], subject(ref));
    },
    throwAwayLink: (id) => {
      const link = links().find((one) => one.id === id);
      if (link === undefined) return false;
      const edit = throwAway("map", { root: "links", id }, hand.journal.stamp());
      return perform(hand, "unlink", [edit], subject(link.from));
    },
  };
}
