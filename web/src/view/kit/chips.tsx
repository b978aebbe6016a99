/**
 * Small words to choose from, in a row that wraps: one of them as radio buttons, or any of them as
 * buttons that stay pressed. Each may have a mark before its word.
 */
import { type ReactNode, useId } from "react";
import { onArrows } from "./arrows.ts";

export interface Chip<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly mark?: ReactNode;
}

interface OneProps<T extends string> {
  readonly label: string;
  readonly chips: readonly Chip<T>[];
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly className?: string;
}

export function OneOfChips<T extends string>(props: OneProps<T>) {
  const { label, chips, value, onChange, className = "chips" } = props;
  const name = useId();
  const tabbed = chips.some((chip) => chip.value === value) ? value : chips[0]?.value;
  return (
    <div className="field">
      <p className="label" id={name}>
        {label}
      </p>
      <div
        aria-labelledby={name}
        className={className}
        onKeyDown={onArrows}
        role="radiogroup"
        tabIndex={-1}
      >
        {chips.map((chip) => (
          <button
            aria-checked={chip.value === value}
            className="chip"
            key={chip.value}
            onClick={() => onChange(chip.value)}
            role="radio"
            tabIndex={chip.value === tabbed ? 0 : -1}
            type="button"
          >
            {chip.mark}
            {chip.label}
          </button>
        ))}
      </div>
    </div>
  );
}

interface AnyProps<T extends string> {
  readonly label: string;
  readonly chips: readonly Chip<T>[];
  readonly value: readonly T[];
  readonly onChange: (value: T, on: boolean) => void;
}

export function AnyOfChips<T extends string>({ label, chips, value, onChange }: AnyProps<T>) {
  const name = useId();
  return (
    <div className="field">
      <p className="label" id={name}>
        {label}
      </p>
      <div aria-labelledby={name} className="chips" role="group">
        {chips.map((chip) => (
          <button
            aria-pressed={value.includes(chip.value)}
            className="chip"
            key={chip.value}
            onClick={() => onChange(chip.value, !value.includes(chip.value))}
            type="button"
          >
            {chip.mark}
            {chip.label}
          </button>
        ))}
      </div>
    </div>
  );
}
