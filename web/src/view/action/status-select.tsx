/** The statuses in a list to choose from. One of a newer page is shown as it is. */
import { STATUSES } from "../../generated/schema.ts";
import { useWords } from "../../i18n/late/going.ts";
import { knownStatus } from "./names.ts";

interface Props {
  /** What it is now; empty when several differ. */
  readonly status: string;
  readonly label: string;
  readonly onChoose: (status: string) => void;
}

export function StatusSelect({ status, label, onChoose }: Props) {
  const words = useWords();
  return (
    <select
      aria-label={label}
      className="input status"
      data-status={status}
      onChange={(event) => onChoose(event.target.value)}
      value={status}
    >
      {status === "" ? <option value="">{words.actions.keep}</option> : null}
      {status !== "" && knownStatus(status) === null ? (
        <option value={status}>{status}</option>
      ) : null}
      {STATUSES.map((one) => (
        <option key={one} value={one}>
          {words.actions.status[one]}
        </option>
      ))}
    </select>
  );
}
