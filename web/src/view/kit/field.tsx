/** One field of a form: label, help, control and, when something is missing, what to do. */
import { type ReactNode, useId } from "react";

interface Props {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | null;
  readonly children: (control: {
    readonly id: string;
    readonly "aria-describedby": string | undefined;
    readonly "aria-invalid": boolean | undefined;
  }) => ReactNode;
}

export function Field({ label, help, error = null, children }: Props) {
  const id = useId();
  const described = [help === undefined ? "" : `${id}-help`, error === null ? "" : `${id}-error`]
    .filter((part) => part !== "")
    .join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {help === undefined ? null : (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": error === null ? undefined : true,
      })}
      {error === null ? null : (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
