/** The status of one action or of several, in a list. Stopping asks why first. */
import { useState } from "react";
import { useWords } from "../../i18n/late/going.ts";
import { useDesk } from "../map/desk-context.ts";
import { statusWord } from "./names.ts";
import { StatusSelect } from "./status-select.tsx";
import { StopDialog } from "./stop-dialog.tsx";

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
  const give = (next: string, reason = "") => {
    if (desk.session.edits.setActionStatus(ids, next, reason)) {
      desk.say(words.actions.moved(title, statusWord(next, words)));
    }
  };
  const choose = (next: string) => {
    if (next === "stopped") setStopping(true);
    else if (next !== "") give(next);
  };
  return (
    <>
      <StatusSelect label={label} onChoose={choose} status={status} />
      {stopping ? (
        <StopDialog
          onClose={() => setStopping(false)}
          onStop={(reason) => give("stopped", reason)}
        />
      ) : null}
    </>
  );
}
