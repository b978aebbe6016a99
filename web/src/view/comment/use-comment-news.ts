/** Says what others comment while the board is open; whoever is called by name can go there at once. */
import { useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";
import { memberName } from "../../actions/places.ts";
import { words } from "../../i18n/language.ts";
import type { Comment } from "../../model/board.ts";
import { goToComments, subjectOf } from "./about.ts";

function tell(desk: Desk, comment: Comment): void {
  const say = words();
  const name = memberName(desk, comment.by, say);
  const { title } = subjectOf(desk, comment.about, say);
  // Who reads along in the panel sees it there.
  if (!comment.mentions.includes(desk.session.me.get().member)) {
    desk.say(say.comments.said(name, title));
    return;
  }
  desk.tell(say.comments.called(name, title), {
    label: say.comments.look,
    run: () => goToComments(desk, comment.about),
  });
}

export function useCommentNews(desk: Desk): void {
  useEffect(() => {
    const { store, me } = desk.session;
    let known: Set<string> | null = null;
    const look = () => {
      if (!store.ready.get()) return;
      const all = store.comments.all.get();
      const fresh = known === null ? [] : all.filter(({ id }) => known?.has(id) === false);
      known = new Set(all.map(({ id }) => id));
      const newest = fresh.filter(({ by }) => by !== me.get().member).at(-1);
      if (newest !== undefined) tell(desk, newest);
    };
    look();
    const stops = [store.comments.all.subscribe(look), store.ready.subscribe(look)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk]);
}
