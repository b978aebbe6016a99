/** Asks for one line of text: a name, a question, a meaning. */
import { type FormEvent, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";

interface Props {
  readonly title: string;
  readonly label: string;
  readonly start: string;
  readonly max: number;
  /** What to say when nothing was filled in; absent when empty is fine. */
  readonly missing?: string;
  readonly onSave: (text: string) => void;
  readonly onClose: () => void;
}

export function LineDialog({ title, label, start, max, missing, onSave, onClose }: Props) {
  const words = useWords();
  const [text, setText] = useState(start);
  const [error, setError] = useState<string | null>(null);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const line = text.trim();
    if (line === "" && missing !== undefined) {
      setError(missing);
      return;
    }
    onClose();
    onSave(line);
  };
  return (
    <Dialog onClose={onClose} title={title}>
      <form className="content flush" noValidate={true} onSubmit={save}>
        <Field error={error} label={label}>
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              className="input"
              maxLength={max}
              onChange={(event) => setText(event.target.value)}
              value={text}
            />
          )}
        </Field>
        <div className="row end">
          <button className="button" onClick={onClose} type="button">
            {words.cancel}
          </button>
          <button className="button strong" type="submit">
            {words.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
