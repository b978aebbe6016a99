/**
 * What was said about one record: threads, open ones first, and a field for a new one. Being shown
 * here is being read; what was new when it was opened stays marked until something else is shown.
 */
import { useEffect, useState } from "react";
import { useWords } from "../../i18n/late/talk.ts";
import type { AnyRef } from "../../model/board.ts";
import { threadsOf, unread } from "../../model/threads.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { ThreadView } from "./thread-view.tsx";
import { WriteForm } from "./write-form.tsx";

/** Tells the server what was read, once the page is really looked at. */
function useReading(about: AnyRef): void {
  const { store, me, commands } = useDesk().session;
  const { member } = useValue(me);
  const said = useValue(store.comments.about(about));
  const seen = useValue(store.comments.seenBy(member));
  const newest = unread(said, seen, member).at(-1)?.on;
  useEffect(() => {
    if (newest === undefined) return;
    const read = () => {
      if (document.visibilityState === "visible") void commands.sawComments(about, newest);
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [about, commands, newest]);
}

export function Comments({ about }: { readonly about: AnyRef }) {
  const { store, me } = useDesk().session;
  const words = useWords();
  const { member, rights } = useValue(me);
  const said = useValue(store.comments.about(about));
  const [seenBefore] = useState(() => store.comments.seenBy(member).get());
  useReading(about);
  const threads = threadsOf(said);
  const fresh = new Set(unread(said, seenBefore, member).map(({ id }) => id));
  const shown = [
    ...threads.filter(({ resolved }) => resolved === null),
    ...threads.filter(({ resolved }) => resolved !== null),
  ];
  return (
    <section className="side-part comments">
      <h3 tabIndex={-1}>{words.comments.title}</h3>
      {threads.length === 0 ? (
        <p className="quiet">
          {words.comments.none} {rights.comment ? words.comments.noneAsk : null}
        </p>
      ) : (
        <ul className="threads">
          {shown.map((thread) => (
            <ThreadView fresh={fresh} key={thread.id} thread={thread} />
          ))}
        </ul>
      )}
      {rights.comment ? (
        <WriteForm about={about} go={words.comments.place} label={words.comments.write} />
      ) : null}
    </section>
  );
}
