/** One of a few, as radio buttons with a line of help each. */
import { useId } from "react";

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly help?: string;
}

interface Props<T extends string> {
  readonly legend: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

export function Choices<T extends string>({ legend, choices, value, onChange }: Props<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="choices">
        {choices.map((choice) => (
          <label className="choice" key={choice.value}>
            <input
              checked={choice.value === value}
              name={name}
              onChange={() => onChange(choice.value)}
              type="radio"
              value={choice.value}
            />
            <span>{choice.label}</span>
            {choice.help === undefined ? null : <span className="help">{choice.help}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
