/**
 * The day on which an action must be done. A year that is still being typed is no day yet; an emptied
 * field counts when somebody leaves it. What others choose meanwhile is shown.
 */
import { useEffect, useRef } from "react";
import { useWords } from "../../i18n/late/going.ts";
import { Field } from "../kit/field.tsx";
import { dateOf, dueOf } from "./names.ts";

interface Props {
  readonly due: number | null;
  readonly onChange: (due: number | null) => void;
}

export function DueField({ due, onChange }: Props) {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const field = input.current;
    if (field !== null && dueOf(field.value) !== due) field.value = dateOf(due);
  }, [due]);
  const change = (date: string) => {
    const next = dueOf(date);
    if (next !== null && next !== due) onChange(next);
  };
  const leave = (date: string) => {
    if (date === "" && due !== null) onChange(null);
  };
  return (
    <Field label={words.actions.field.due}>
      {(control) => (
        <input
          {...control}
          className="input"
          defaultValue={dateOf(due)}
          max="9999-12-31"
          onBlur={(event) => leave(event.target.value)}
          onChange={(event) => change(event.target.value)}
          ref={input}
          type="date"
        />
      )}
    </Field>
  );
}
