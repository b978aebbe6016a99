/** A board without phases asks for them: one per line, or the standard ones. */
import { type FormEvent, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { Field } from "../kit/field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export function EmptyPhases() {
  const { session } = useDesk();
  const words = useWords();
  const [text, setText] = useState("");
  const { frame } = useValue(session.me).rights;
  const { personWord } = useValue(session.store.meta);
  if (!frame) {
    return (
      <div className="empty-phases">
        <p>{words.empty.viewer}</p>
      </div>
    );
  }
  const make = (event: FormEvent) => {
    event.preventDefault();
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    session.edits.addPhases(lines.filter((line) => line !== ""));
  };
  return (
    <form className="empty-phases" onSubmit={make}>
      <h2>{words.empty.title(personWord || words.empty.person)}</h2>
      <Field help={words.empty.help} label={words.board.phases}>
        {(control) => (
          <textarea
            {...control}
            className="input"
            onChange={(event) => setText(event.target.value)}
            placeholder={words.empty.placeholder}
            rows={7}
            value={text}
          />
        )}
      </Field>
      <div className="row">
        <button className="button strong" type="submit">
          {words.empty.make}
        </button>
        <button
          className="button"
          onClick={() => session.edits.addPhases(words.empty.phases)}
          type="button"
        >
          {words.empty.standard}
        </button>
      </div>
    </form>
  );
}
