/** One comment: who, when, what; and for its writer the way to change it or take it away. */
import { useRef, useState } from "react";
import { brief, memberName } from "../../actions/places.ts";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/talk.ts";
import { moment, since } from "../../i18n/moments.ts";
import type { Comment } from "../../model/board.ts";
import { Ask } from "../kit/ask.tsx";
import { Avatar } from "../kit/avatar.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Called } from "./called.tsx";
import { WriteForm } from "./write-form.tsx";

interface Props {
  readonly comment: Comment;
  readonly fresh: boolean;
}

export function Said({ comment, fresh }: Props) {
  const desk = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const { member } = useValue(desk.session.me);
  const people = useValue(desk.session.presence.people);
  const writer = useValue(desk.session.store.member(comment.by));
  const [changing, change] = useState(false);
  const color = people.find(({ id }) => id === comment.by)?.color ?? "grey";
  const when = since(comment.on, desk.session.now(), speaks);
  return (
    <article aria-label={memberName(desk, comment.by, words)} className="said">
      <header>
        <Avatar color={color} initials={writer?.initials ?? "?"} />
        <span className="grow">
          <strong>
            {comment.by === member ? words.comments.you : memberName(desk, comment.by, words)}
          </strong>{" "}
          <time
            className="quiet"
            dateTime={new Date(comment.on).toISOString()}
            title={moment(comment.on, speaks)}
          >
            {when}
          </time>
          {comment.edited === null ? null : (
            <span className="quiet">, {words.comments.edited}</span>
          )}
        </span>
        {fresh ? <span className="fresh">{words.comments.fresh}</span> : null}
      </header>
      {changing ? (
        <WriteForm
          about={comment.about}
          comment={comment}
          go={words.save}
          label={words.comments.changing}
          onClose={() => change(false)}
        />
      ) : (
        <p className="said-text">
          <Called mentions={comment.mentions} text={comment.text} />
        </p>
      )}
      {changing ? null : <Own comment={comment} onChange={() => change(true)} />}
    </article>
  );
}

/** What its writer may do with it, and a facilitator. */
function Own({ comment, onChange }: { readonly comment: Comment; readonly onChange: () => void }) {
  const desk = useDesk();
  const words = useWords();
  const { member, rights } = useValue(desk.session.me);
  const [asking, ask] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  const mine = comment.by === member && rights.comment;
  if (!mine && !rights.lead) return null;
  const text = brief(comment.text, words);
  const remove = async () => {
    ask(false);
    const field = row.current?.closest(".comments")?.querySelector<HTMLElement>("h3");
    const { ok } = await desk.session.commands.removeComment(comment.id);
    if (ok) field?.focus();
    desk.tell(ok ? words.comments.removed : words.comments.failed);
  };
  return (
    <div className="row own" ref={row}>
      {mine ? (
        <button
          aria-label={words.comments.changeOf(text)}
          className="link-button"
          onClick={onChange}
          type="button"
        >
          {words.comments.change}
        </button>
      ) : null}
      <button
        aria-label={words.comments.removeOf(text)}
        className="link-button"
        onClick={() => ask(true)}
        type="button"
      >
        {words.comments.remove}
      </button>
      {asking ? (
        <Ask
          go={words.comments.remove}
          help={words.comments.removeHelp}
          onClose={() => ask(false)}
          onGo={() => void remove()}
          title={words.comments.removeAsk}
        />
      ) : null}
    </div>
  );
}
