/**
 * Describes what gets the focus, at that moment: of a sticky what its colour means, whose it is and who is
 * there; of a sticky, a phase and a lane how much was said about it.
 */
import type { Desk } from "../../actions/desk.ts";
import { type Bond, boundOf } from "../../actions/linking.ts";
import { memberName } from "../../actions/places.ts";
import { recordOf } from "../../actions/target.ts";
import { words } from "../../i18n/language.ts";
import type { Words } from "../../i18n/words.ts";
import type { AnyRef, Sticky } from "../../model/board.ts";
import { openCount, unread } from "../../model/threads.ts";
import { inkOf } from "../kit/ink.ts";
import { targetOf } from "./element.ts";
import { channelWord, evidenceWord } from "./sticky-words.ts";

function countsOf(desk: Desk, id: string): ReadonlyMap<Bond, number> {
  const counts = new Map<Bond, number>();
  for (const { bond } of boundOf(desk, id)) counts.set(bond, (counts.get(bond) ?? 0) + 1);
  return counts;
}

function marksOf(sticky: Sticky, { session }: Desk, words: Words): string[] {
  const personas = session.store.personas.get().filter(({ id }) => sticky.personas.includes(id));
  const tags = session.store.tags.get().filter(({ id }) => sticky.tags.includes(id));
  return [
    channelWord(sticky.channel, words),
    evidenceWord(sticky.evidence, words),
    ...personas.map(({ name }) => name),
    ...tags.map(({ title }) => title),
  ].filter((word) => word !== "");
}

/** How much was said about it, and how much of that is new. */
function talkOf({ session }: Desk, record: AnyRef, say: Words): string[] {
  const { comments } = session.store;
  const said = comments.about(record).get();
  const talked = openCount(said);
  if (talked === 0) return [];
  const { member } = session.me.get();
  return [say.comments.mark(talked, unread(said, comments.seenBy(member).get(), member).length)];
}

function stickyParts(desk: Desk, sticky: Sticky, say: Words): string[] {
  const { store, presence } = desk.session;
  const { id } = sticky;
  const ink = inkOf(sticky.color);
  const names = presence
    .at(`stickies/${id}`)
    .get()
    .map(({ person }) => person.name);
  const parts = [
    ...(desk.selection.of(id).get() ? [say.select.chosen] : []),
    store.legend.get()[ink] ?? say.colors[ink],
    say.board.by(memberName(desk, sticky.by, say)),
    ...marksOf(sticky, desk, say),
  ];
  for (const [bond, n] of countsOf(desk, id)) {
    parts.push(say.dependencies.chip(say.dependencies.bonds[bond], n));
  }
  parts.push(...talkOf(desk, `stickies/${id}`, say));
  if (names.length > 0) parts.push(say.board.here([...new Set(names)].join(", ")));
  return parts;
}

export function describeFocus(desk: Desk, element: HTMLElement): void {
  const target = targetOf(element);
  const say = words();
  if (target.kind === "phase" || target.kind === "lane") {
    const talk = talkOf(desk, recordOf(target) ?? "stickies/", say);
    if (talk.length === 0) element.removeAttribute("aria-description");
    else element.setAttribute("aria-description", talk.join(", "));
    return;
  }
  const sticky = target.kind === "sticky" ? desk.session.store.sticky(target.id).get() : null;
  if (sticky === null) return;
  element.setAttribute("aria-description", stickyParts(desk, sticky, say).join(", "));
}
