/**
 * Dependencies between stickies: choosing the other end on the map, and going to it. While somebody
 * chooses, a click or Enter on a sticky is the answer, and Escape is none.
 */
import type { AnyRef } from "../model/board.ts";
import type { Action, Hand } from "./action.ts";
import type { Desk } from "./desk.ts";
import { stickyBrief } from "./places.ts";

/** How a sticky is bound to another, as people read it from where they stand. */
export type Bond = "needs" | "needed" | "leads" | "follows" | "from" | "source";

export interface Bound {
  readonly link: string;
  readonly bond: Bond;
  /** The other sticky. */
  readonly id: string;
}

const BONDS: Readonly<Record<string, readonly [out: Bond, back: Bond]>> = {
  depends_on: ["needs", "needed"],
  leads_to: ["leads", "follows"],
  derived_from: ["from", "source"],
};

/** What a sticky is bound to; ends that are not on the board any more are left out. */
export function boundOf(desk: Desk, id: string): readonly Bound[] {
  const { actions, sticky } = desk.session.store;
  const own: AnyRef = `stickies/${id}`;
  return actions
    .linksAt(own)
    .get()
    .flatMap(({ id: link, from, to, kind }) => {
      const [out, back] = BONDS[kind] ?? [];
      const [bond, other] = from === own ? [out, to] : [back, from];
      const end = other.startsWith("stickies/") ? other.slice("stickies/".length) : "";
      const there = sticky(end).get();
      return bond === undefined || there === null || there.gone !== null
        ? []
        : [{ link, bond, id: end }];
    });
}

/** Goes to a sticky wherever it stands, also in another journey. */
export function goTo(desk: Desk, id: string): void {
  const sticky = desk.session.store.sticky(id).get();
  if (sticky === null) return;
  const { layer, lane, phase } = sticky;
  if (!desk.side.get() || layer === "designed") desk.layer.set(layer);
  desk.focus({ kind: "sticky", id, lane, phase });
}

/** The one there is, or the panel to choose from several. */
export function follow({ desk, target }: Hand): void {
  if (target.kind !== "sticky") return;
  const [first, second] = boundOf(desk, target.id);
  if (first !== undefined && second === undefined) goTo(desk, first.id);
  else desk.openPanel(target);
}

export function startLinking(hand: Hand, kind: "depends_on" | "leads_to"): void {
  const { desk, words, target } = hand;
  if (target.kind !== "sticky") return;
  desk.linking.set({ from: target.id, kind });
  desk.focus(target);
  desk.say(words.dependencies.choose[kind](stickyBrief(desk, target.id, words)));
}

/** The other end was chosen. */
export function finishLinking(hand: Hand): void {
  const { desk, words, target } = hand;
  const now = desk.linking.get();
  if (now === null || target.kind !== "sticky") return;
  if (target.id === now.from) {
    desk.say(words.dependencies.other);
    return;
  }
  desk.linking.set(null);
  const made = desk.session.edits.addLink(now.from, target.id, now.kind);
  const name = stickyBrief(desk, target.id, words);
  desk.tell(made ? words.dependencies.made(name) : words.dependencies.known);
  goTo(desk, now.from);
}

export function stopLinking({ desk, words }: Hand): void {
  const now = desk.linking.get();
  desk.linking.set(null);
  desk.say(words.dependencies.stopped);
  if (now !== null) goTo(desk, now.from);
}

const onSticky = ({ target }: Hand): boolean => target.kind === "sticky";
const mayLink = (hand: Hand): boolean =>
  onSticky(hand) && hand.desk.selection.size < 2 && hand.desk.session.me.get().rights.map;

export const linkingActions: readonly Action[] = [
  {
    id: "needs",
    group: "sticky",
    label: (words) => words.dependencies.needs,
    keys: ["k"],
    when: mayLink,
    run: (hand) => startLinking(hand, "depends_on"),
    menu: "move",
  },
  {
    id: "leads",
    group: "sticky",
    label: (words) => words.dependencies.leads,
    keys: [],
    when: mayLink,
    run: (hand) => startLinking(hand, "leads_to"),
    menu: "move",
  },
  {
    id: "follow",
    group: "sticky",
    label: (words) => words.dependencies.follow,
    keys: ["g"],
    when: (hand) => hand.target.kind === "sticky" && boundOf(hand.desk, hand.target.id).length > 0,
    run: follow,
    menu: "move",
  },
];
