/** One line with a label and help, kept when somebody leaves it or presses Enter. */
import { Field } from "./field.tsx";
import { LineInput } from "./line-input.tsx";

interface Props {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly max: number;
  /** Whether it may be left empty. */
  readonly optional?: boolean;
  readonly onSave: (line: string) => void;
}

export function LineField({ label, help, ...line }: Props) {
  return (
    <Field label={label} {...(help === undefined ? {} : { help })}>
      {(control) => <LineInput {...control} {...line} />}
    </Field>
  );
}
