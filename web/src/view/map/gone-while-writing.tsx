/** Somebody threw away what is being written here: says who, keeps the words, offers to put it back. */
import { useEffect } from "react";
import { memberName } from "../../actions/places.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "./desk-context.ts";

export function GoneWhileWriting({ id }: { readonly id: string }) {
  const desk = useDesk();
  const words = useWords();
  const gone = useValue(desk.session.store.sticky(id))?.gone ?? null;
  const question = gone === null ? "" : words.gone.typing(memberName(desk, gone[0], words));
  useEffect(() => {
    if (question !== "") desk.alert(question);
  }, [desk, question]);
  if (gone === null) return null;

  const putBack = () => {
    desk.session.edits.putBack([`stickies/${id}`]);
    document.getElementById(`text:${id}`)?.focus();
  };
  return (
    <div className="gone-note">
      <p>
        {question} <span className="quiet">{words.gone.typingHelp}</span>
      </p>
      <div className="row">
        <button className="button strong" onClick={putBack} type="button">
          {words.gone.putBack}
        </button>
        <button className="button" onClick={() => desk.writing.set(null)} type="button">
          {words.gone.leave}
        </button>
      </div>
    </div>
  );
}
