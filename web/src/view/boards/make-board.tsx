/** A new journey: a name, and what to begin with. Opens it when it is there. */
import { type FormEvent, useCallback, useState } from "react";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/doors.ts";
import { api } from "../api.ts";
import { Choices } from "../kit/choices.tsx";
import { Dialog } from "../kit/dialog.tsx";
import { Field } from "../kit/field.tsx";
import { useAnswer } from "../kit/use-answer.ts";
import { goTo } from "../route.ts";

const EMPTY = "leeg";
const askTemplates = () => api.templates();

export function MakeBoard({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const [templates] = useAnswer(useCallback(askTemplates, []));
  const [title, setTitle] = useState("");
  const [template, setTemplate] = useState(EMPTY);
  const [error, setError] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  const make = async () => {
    const made = await api.createBoard(title.trim(), template);
    if (made.ok) goTo(`b/${made.value.id}`);
    else setFailed(true);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === "") setError(words.boards.nameMissing);
    else void make();
  };
  return (
    <Dialog onClose={onClose} title={words.boards.make}>
      <form className="content flush" noValidate={true} onSubmit={onSubmit}>
        <Field error={error} help={words.boards.nameHelp} label={words.boards.name}>
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              className="input"
              maxLength={TITLE_TEXT_MAX}
              onChange={(event) => setTitle(event.target.value)}
              value={title}
            />
          )}
        </Field>
        {templates?.ok === true ? (
          <Choices
            choices={templates.value.templates.map((one) => ({
              value: one.name,
              label: one.title,
              help: one.description,
            }))}
            legend={words.boards.start}
            onChange={setTemplate}
            value={template}
          />
        ) : null}
        {failed ? <p className="notice error">{words.boards.failed}</p> : null}
        <div className="row end">
          <button className="button" onClick={onClose} type="button">
            {words.cancel}
          </button>
          <button className="button strong" type="submit">
            {words.boards.create}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
