/**
 * A field for a comment: a new one, an answer, or another wording of one's own. `@` and letters offer
 * the people of the board; arrows choose, Enter takes, Escape lets go. Nothing typed is lost when the
 * server does not take it.
 */
import {
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { COMMENT_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/talk.ts";
import type { AnyRef, Comment } from "../../model/board.ts";
import { mentionsIn } from "../../model/threads.ts";
import { useTyped } from "../kit/use-typed.ts";
import { useDesk } from "../map/desk-context.ts";
import { useCalling } from "./use-calling.tsx";

interface Props {
  readonly about: AnyRef;
  readonly label: string;
  /** What the button says. */
  readonly go: string;
  readonly replyTo?: string;
  /** The comment that is changed. */
  readonly comment?: Comment;
  /** For a field that came because it was asked for. */
  readonly onClose?: () => void;
}

function useSending({ about, replyTo, comment }: Props): (text: string) => Promise<boolean> {
  const { session } = useDesk();
  return async (text) => {
    if (comment !== undefined) return (await session.commands.editComment(comment.id, text)).ok;
    const mentions = mentionsIn(text, session.store.members.get());
    const more = { mentions, ...(replyTo === undefined ? {} : { replyTo }) };
    return (await session.commands.comment(about, text, more)).ok;
  };
}

/** A field that somebody asked for takes the focus, behind what stands in it. */
function useCaretAtEnd(area: RefObject<HTMLTextAreaElement | null>, asked: boolean): void {
  useEffect(() => {
    const { current } = area;
    if (!asked || current === null) return;
    current.focus();
    current.setSelectionRange(current.value.length, current.value.length);
  }, [area, asked]);
}

export function WriteForm(props: Props) {
  const { label, go, comment, onClose } = props;
  const desk = useDesk();
  const words = useWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(comment?.text ?? "");
  const [busy, setBusy] = useState(false);
  const send = useSending(props);
  const calling = useCalling(area, setText);
  useCaretAtEnd(area, onClose !== undefined);
  useTyped(setText, onClose === undefined);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    const said = text.trim();
    if (said === "" || busy) return;
    setBusy(true);
    const taken = await send(said);
    setBusy(false);
    if (!taken) {
      desk.tell(words.comments.failed);
      return;
    }
    setText("");
    desk.say(words.comments.placed);
    onClose?.();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || calling.onKeyDown(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    } else if (event.key === "Escape" && onClose !== undefined) {
      event.stopPropagation();
      onClose();
    }
  };

  return (
    <form className="write-comment" onSubmit={(event) => void submit(event)}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="calling">
        <textarea
          {...calling.field}
          aria-describedby={`${id}-help`}
          className="input short"
          id={id}
          maxLength={COMMENT_TEXT_MAX}
          onBlur={calling.close}
          onChange={(event) => {
            setText(event.target.value);
            calling.look(event.target);
          }}
          onKeyDown={onKeyDown}
          ref={area}
          rows={3}
          value={text}
        />
        {calling.list(words.comments.people)}
      </div>
      <p className="help quiet" id={`${id}-help`}>
        {words.comments.writeHelp}
      </p>
      <Buttons empty={text.trim() === "" || busy} go={go} onClose={onClose} />
    </form>
  );
}

interface ButtonsProps {
  readonly empty: boolean;
  readonly go: string;
  readonly onClose: (() => void) | undefined;
}

function Buttons({ empty, go, onClose }: ButtonsProps) {
  const words = useWords();
  return (
    <div className="row">
      <button aria-disabled={empty} className="button strong" type="submit">
        {go}
      </button>
      {onClose === undefined ? null : (
        <button className="button" onClick={onClose} type="button">
          {words.cancel}
        </button>
      )}
    </div>
  );
}
