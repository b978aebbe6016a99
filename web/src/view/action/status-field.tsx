/**
 * The status of one action or of several, in a list. Stopping asks why first: the sentence is kept as
 * the reason. A status of a newer page is shown as it is.
 */
import { useState } from "react";
import { HINT_TEXT_MAX } from "../../generated/limits.ts";
import { STATUSES } from "../../generated/schema.ts";
import { useWords } from "../../i18n/use-words.ts";
import { LineDialog } from "../kit/line-dialog.tsx";
import { useDesk } from "../map/desk-context.ts";
import { knownStatus, statusWord } from "./names.ts";

interface Props {
  readonly ids: readonly string[];
  /** What it is now; empty when several differ. */
  readonly status: string;
  readonly label: string;
  /** Said afterwards. */
  readonly title: string;
}

export function StatusField({ ids, status, label, title }: Props) {
  const desk = useDesk();
  const words = useWords();
  const [stopping, setStopping] = useState(false);
  const choose = (next: string) => {
    if (next === "stopped") setStopping(true);
    else if (next !== "" && desk.session.edits.setActionStatus(ids, next)) {
      desk.say(words.actions.moved(title, statusWord(next, words)));
    }
  };
  const stop = (reason: string) => desk.session.edits.setActionStatus(ids, "stopped", reason);
  return (
    <>
      <select
        aria-label={label}
        className="input status"
        data-status={status}
        onChange={(event) => choose(event.target.value)}
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
      {stopping ? (
        <LineDialog
          label={words.actions.field.note}
          max={HINT_TEXT_MAX}
          missing={words.actions.field.reasonMissing}
          onClose={() => setStopping(false)}
          onSave={stop}
          start=""
          title={words.actions.field.reason}
        />
      ) : null}
    </>
  );
}
