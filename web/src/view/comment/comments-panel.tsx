/** Everything that was said on the board, what is new first; each leads to what it is about. */
import { useState } from "react";
import { memberName } from "../../actions/places.ts";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/talk.ts";
import { since } from "../../i18n/moments.ts";
import type { Comment } from "../../model/board.ts";
import { type Thread, threadsOf, unread } from "../../model/threads.ts";
import { OneOfChips } from "../kit/chips.tsx";
import { Dialog } from "../kit/dialog.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { goToComments, subjectOf } from "./about.ts";

const FILTERS = ["open", "mine", "done"] as const;
type Filter = (typeof FILTERS)[number];

const saidIn = ({ first, replies }: Thread): readonly Comment[] =>
  first === null ? replies : [first, ...replies];

function fits(thread: Thread, filter: Filter, me: string): boolean {
  if (filter === "mine") return saidIn(thread).some(({ mentions }) => mentions.includes(me));
  return (thread.resolved !== null) === (filter === "done");
}

export function CommentsPanel({ onClose }: { readonly onClose: () => void }) {
  const { store, me, commands } = useDesk().session;
  const words = useWords();
  const { member } = useValue(me);
  const all = useValue(store.comments.all);
  const fresh = unread(all, useValue(store.comments.seenBy(member)), member);
  const [filter, choose] = useState<Filter>("open");
  const isFresh = (thread: Thread) => saidIn(thread).some((one) => fresh.includes(one));
  const shown = threadsOf(all)
    .filter((thread) => fits(thread, filter, member))
    .sort((a, b) => Number(isFresh(b)) - Number(isFresh(a)) || b.last - a.last);
  const readAll = () => {
    const newest = new Map(fresh.map(({ about, on }) => [about, on]));
    for (const [about, on] of newest) void commands.sawComments(about, on);
  };
  return (
    <Dialog kind="panel" onClose={onClose} title={words.comments.title}>
      <OneOfChips
        chips={FILTERS.map((value) => ({ value, label: words.comments.filters[value] }))}
        label={words.comments.filter}
        onChange={choose}
        value={filter}
      />
      {shown.length === 0 ? <p className="quiet">{words.comments.emptyOf[filter]}</p> : null}
      <ul className="talk">
        {shown.map((thread) => (
          <Item fresh={isFresh(thread)} key={thread.id} onClose={onClose} thread={thread} />
        ))}
      </ul>
      {fresh.length === 0 ? null : (
        <button className="button start" onClick={readAll} type="button">
          {words.comments.allRead}
        </button>
      )}
    </Dialog>
  );
}

interface ItemProps {
  readonly thread: Thread;
  readonly fresh: boolean;
  readonly onClose: () => void;
}

function Item({ thread, fresh, onClose }: ItemProps) {
  const desk = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const { kind, title, gone } = subjectOf(desk, thread.about, words);
  const [said] = saidIn(thread);
  const when = since(thread.last, desk.session.now(), speaks);
  return (
    <li>
      <button
        className="talk-item"
        onClick={() => {
          onClose();
          goToComments(desk, thread.about);
        }}
        type="button"
      >
        <span className="quiet">
          {kind} “{title}”{gone ? `, ${words.comments.gone.toLowerCase()}` : ""}
        </span>
        <span className="said-text">
          {fresh ? <span className="fresh">{words.comments.fresh}</span> : null}
          {said?.text ?? ""}
        </span>
        <span className="quiet">
          {memberName(desk, said?.by ?? "", words)}, {when}
          {thread.replies.length === 0 ? "" : `, ${words.comments.answers(thread.replies.length)}`}
        </span>
      </button>
    </li>
  );
}
