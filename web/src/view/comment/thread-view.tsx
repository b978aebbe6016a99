/** A thread: the first comment, its answers, a place for one more, and dealing with it. */
import { useRef, useState } from "react";
import { brief, memberName } from "../../actions/places.ts";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/talk.ts";
import { since } from "../../i18n/moments.ts";
import type { Thread } from "../../model/threads.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Said } from "./said.tsx";
import { WriteForm } from "./write-form.tsx";

interface Props {
  readonly thread: Thread;
  /** The comments that were not read when this was opened. */
  readonly fresh: ReadonlySet<string>;
}

export function ThreadView({ thread, fresh }: Props) {
  const desk = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const { first, replies, resolved } = thread;
  return (
    <li className="thread" data-done={resolved === null ? undefined : ""}>
      {first === null ? (
        <p className="quiet">{words.comments.removedHere}</p>
      ) : (
        <Said comment={first} fresh={fresh.has(first.id)} />
      )}
      {replies.length === 0 ? null : (
        <ul className="answers">
          {replies.map((reply) => (
            <li key={reply.id}>
              <Said comment={reply} fresh={fresh.has(reply.id)} />
            </li>
          ))}
        </ul>
      )}
      {resolved === null ? null : (
        <p className="quiet">
          {words.comments.resolved(
            memberName(desk, resolved[0], words),
            since(resolved[1], desk.session.now(), speaks),
          )}
        </p>
      )}
      <Doing thread={thread} />
    </li>
  );
}

/** Answering a thread, dealing with it, and opening it again. */
function Doing({ thread }: { readonly thread: Thread }) {
  const desk = useDesk();
  const words = useWords();
  const { rights } = useValue(desk.session.me);
  const [answering, answer] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { id, about, first, replies } = thread;
  const done = thread.resolved !== null;
  const text = brief(first?.text ?? replies[0]?.text ?? "", words);
  const name = memberName(desk, first?.by ?? "", words);
  const resolve = async () => {
    const { ok } = await desk.session.commands.resolveComment(id, !done);
    const { failed, resolvedNow, reopenedNow } = words.comments;
    if (!ok) desk.tell(failed);
    else desk.say(done ? reopenedNow : resolvedNow);
  };
  const close = () => {
    answer(false);
    button.current?.focus();
  };
  return (
    <>
      <div className="row">
        {rights.comment && !done ? (
          <button
            aria-expanded={answering}
            aria-label={words.comments.answerOf(name, text)}
            className="button"
            onClick={() => answer(!answering)}
            ref={button}
            type="button"
          >
            {words.comments.answer}
          </button>
        ) : null}
        {rights.map && first !== null ? (
          <button
            aria-label={done ? words.comments.reopenOf(text) : words.comments.resolveOf(text)}
            className="button"
            onClick={() => void resolve()}
            type="button"
          >
            {done ? words.comments.reopen : words.comments.resolve}
          </button>
        ) : null}
      </div>
      {answering ? (
        <WriteForm
          about={about}
          go={words.comments.answer}
          label={words.comments.answerTo(name)}
          onClose={close}
          replyTo={id}
        />
      ) : null}
    </>
  );
}
