/** Describes a sticky at the moment it gets the focus: what its colour means, whose it is, who is there. */
import type { Desk } from "../../actions/desk.ts";
import { type Bond, boundOf } from "../../actions/linking.ts";
import { memberName } from "../../actions/places.ts";
import { words } from "../../i18n/language.ts";
import type { Words } from "../../i18n/words.ts";
import type { Sticky } from "../../model/board.ts";
import { openCount, unread } from "../../model/threads.ts";
import { inkOf } from "../kit/ink.ts";
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

export function describeFocus(desk: Desk, element: HTMLElement): void {
  const id = element.dataset["sticky"];
  if (id === undefined) return;
  const { store, presence } = desk.session;
  const sticky = store.sticky(id).get();
  if (sticky === null) return;
  const say = words();
  const ink = inkOf(sticky.color);
  const names = presence
    .at(`stickies/${id}`)
    .get()
    .map(({ person }) => person.name);
  const parts = [
    ...(desk.selection.of(id).get() ? [say.select.chosen] : []),
    store.legend.get()[ink] ?? say.colors[ink],
    say.board.by(memberName(desk, sticky.by, say)),
  ];
  parts.push(...marksOf(sticky, desk, say));
  for (const [bond, n] of countsOf(desk, id)) {
    parts.push(say.dependencies.chip(say.dependencies.bonds[bond], n));
  }
  const said = store.comments.about(`stickies/${id}`).get();
  const talked = openCount(said);
  if (talked > 0) {
    const { member } = desk.session.me.get();
    const fresh = unread(said, store.comments.seenBy(member).get(), member).length;
    parts.push(say.comments.mark(talked, fresh));
  }
  if (names.length > 0) parts.push(say.board.here([...new Set(names)].join(", ")));
  element.setAttribute("aria-description", parts.join(", "));
}
