/**
 * An input for one line that is kept when somebody leaves it or presses Enter; Escape puts back what
 * was there. What others write meanwhile is shown, unless somebody is writing here.
 */
import { type InputHTMLAttributes, type KeyboardEvent, useEffect, useRef } from "react";

interface Props extends Pick<InputHTMLAttributes<HTMLInputElement>, "id" | "aria-label"> {
  readonly "aria-describedby"?: string | undefined;
  readonly "aria-invalid"?: boolean | undefined;
  readonly value: string;
  readonly max: number;
  /** Whether it may be left empty. */
  readonly optional?: boolean;
  readonly onSave: (line: string) => void;
}

export function LineInput({ value, max, optional = false, onSave, ...control }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const field = input.current;
    if (field !== null && document.activeElement !== field) field.value = value;
  }, [value]);
  const save = () => {
    const field = input.current;
    const line = field?.value.trim() ?? "";
    if (line === "" && !optional) {
      if (field !== null) field.value = value;
    } else if (line !== value) onSave(line);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") save();
    if (event.key === "Escape" && event.currentTarget.value !== value) {
      event.preventDefault();
      event.stopPropagation();
      event.currentTarget.value = value;
    }
  };
  return (
    <input
      {...control}
      autoComplete="off"
      className="input"
      defaultValue={value}
      maxLength={max}
      onBlur={save}
      onKeyDown={onKeyDown}
      ref={input}
    />
  );
}
