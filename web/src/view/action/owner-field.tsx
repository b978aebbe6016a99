/** Who does it: somebody on the board, or a name that is typed. Written when the field is left. */
import { useEffect, useId, useState } from "react";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/going.ts";
import { Field } from "../kit/field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { ownerName, ownerOf } from "./names.ts";

interface Props {
  readonly owner: string | null;
  readonly help?: string;
  readonly onChange: (owner: string | null) => void;
}

export function OwnerField({ owner, help, onChange }: Props) {
  const { store } = useDesk().session;
  const words = useWords();
  const members = useValue(store.members);
  const teams = useValue(store.teams);
  const known = ownerName(owner, members);
  const [text, setText] = useState(known);
  const list = useId();
  useEffect(() => setText(known), [known]);
  const leave = () => {
    const next = ownerOf(text, members);
    if (next !== owner) onChange(next);
  };
  const names = new Set([
    ...members.filter(({ left }) => left === null).map(({ name }) => name),
    ...teams.map(({ title }) => title),
  ]);
  return (
    <Field label={words.actions.field.owner} {...(help === undefined ? {} : { help })}>
      {(control) => (
        <>
          <input
            {...control}
            autoComplete="off"
            className="input"
            list={list}
            maxLength={TITLE_TEXT_MAX}
            onBlur={leave}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.currentTarget.blur();
            }}
            placeholder={words.actions.field.nobody}
            value={text}
          />
          <datalist id={list}>
            {[...names].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
