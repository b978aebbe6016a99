/** One switch of the session, with a sentence on what it does. It shows what the server says. */
import { useId } from "react";

interface Props {
  readonly label: string;
  readonly help: string;
  readonly on: boolean;
  readonly onTurn: (on: boolean) => Promise<void>;
}

export function Switch({ label, help, on, onTurn }: Props) {
  const id = useId();
  return (
    <div className="switch">
      <button
        aria-checked={on}
        aria-describedby={`${id}help`}
        aria-labelledby={`${id}label`}
        className="switch-track"
        onClick={() => void onTurn(!on)}
        role="switch"
        type="button"
      >
        <span aria-hidden="true" className="switch-knob" />
      </button>
      <div>
        <p id={`${id}label`}>{label}</p>
        <p className="quiet" id={`${id}help`}>
          {help}
        </p>
      </div>
    </div>
  );
}
