/** A field that offers a few known values in a list. */
import { Field } from "./field.tsx";

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface Props<Value extends string> {
  readonly label: string;
  readonly help?: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

export function SelectField<Value extends string>(props: Props<Value>) {
  const { label, help, options, value, onChange } = props;
  const choose = (chosen: string) => {
    const option = options.find((one) => one.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <Field label={label} {...(help === undefined ? {} : { help })}>
      {(control) => (
        <select
          {...control}
          className="input"
          onChange={(event) => choose(event.target.value)}
          value={value}
        >
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
