/** Keeps the board of this moment under a name, so that it does not go by itself. */
import { type FormEvent, useState } from "react";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { api } from "../api.ts";
import { Field } from "../kit/field.tsx";
import { useDesk } from "../map/desk-context.ts";

export function KeepForm({ onKept }: { readonly onKept: () => void }) {
  const desk = useDesk();
  const words = useWords();
  const [title, setTitle] = useState("");
  const [error, setError] = useState<string | null>(null);
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const line = title.trim();
    if (line === "") {
      setError(words.versions.nameMissing);
      return;
    }
    const { ok } = await api.keepVersion(desk.session.board, line);
    setError(ok ? null : words.versions.failed);
    if (!ok) return;
    setTitle("");
    desk.tell(words.versions.kept(line));
    onKept();
  };
  return (
    <form className="keep-version" noValidate={true} onSubmit={(event) => void keep(event)}>
      <Field error={error} help={words.versions.nameHelp} label={words.versions.name}>
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
      <button className="button strong" type="submit">
        {words.versions.keep}
      </button>
    </form>
  );
}
