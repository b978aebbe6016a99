/** What you are invited to, and one question: your name. */
import { type FormEvent, useEffect, useRef, useState } from "react";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/doors.ts";
import { Field } from "../kit/field.tsx";
import { roleName } from "../kit/role-name.ts";

interface Props {
  readonly invitation: { readonly title: string | null; readonly role: string | null };
  readonly onName: (name: string) => Promise<void>;
}

export function NameForm({ invitation: { title, role }, onName }: Props) {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => input.current?.focus(), []);

  const submit = async () => {
    setBusy(true);
    await onName(name.trim());
    setBusy(false);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (name.trim() === "") {
      setError(words.join.nameMissing);
      input.current?.focus();
    } else void submit();
  };
  return (
    <form noValidate={true} onSubmit={onSubmit}>
      <div className="invitation">
        <p className="overline">{title === null ? words.join.title : words.join.invited}</p>
        <h1>{title ?? words.product}</h1>
        <p className="quiet">
          {role === null ? words.join.beheer : words.join.as(roleName(role, words))}
        </p>
      </div>
      <Field error={error} help={words.join.nameHelp} label={words.join.name}>
        {(control) => (
          <input
            {...control}
            autoComplete="name"
            className="input large"
            maxLength={TITLE_TEXT_MAX}
            onChange={(event) => setName(event.target.value)}
            ref={input}
            value={name}
          />
        )}
      </Field>
      <button aria-disabled={busy} className="button strong large" type="submit">
        {words.join.go}
      </button>
    </form>
  );
}
