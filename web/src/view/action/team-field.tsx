/** A department to choose; who may change the frame makes a new one here. */
import { useState } from "react";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/going.ts";
import { LineDialog } from "../kit/line-dialog.tsx";
import { SelectField } from "../kit/select-field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly label: string;
  /** Left out: several that may differ, and stay as they are until one is chosen. */
  readonly team?: string | null;
  readonly onChange: (team: string | null) => void;
}

const NEW = "?";
const KEEP = "=";

export function TeamField({ label, team, onChange }: Props) {
  const { session } = useDesk();
  const words = useWords();
  const teams = useValue(session.store.teams);
  const { frame } = useValue(session.me).rights;
  const [making, setMaking] = useState(false);
  const options = [
    ...(team === undefined ? [{ value: KEEP, label: words.actions.keep }] : []),
    { value: "", label: words.actions.field.noTeam },
    ...teams.map(({ id, title }) => ({ value: id, label: title || words.board.untitled })),
    ...(frame ? [{ value: NEW, label: words.actions.field.newTeam }] : []),
  ];
  return (
    <>
      <SelectField
        label={label}
        onChange={(value) => {
          if (value === NEW) setMaking(true);
          else if (value !== KEEP) onChange(value === "" ? null : value);
        }}
        options={options}
        value={team === undefined ? KEEP : teams.some(({ id }) => id === team) ? (team ?? "") : ""}
      />
      {making ? (
        <LineDialog
          label={words.actions.field.newTeamName}
          max={TITLE_TEXT_MAX}
          missing={words.actions.field.teamMissing}
          onClose={() => setMaking(false)}
          onSave={(title) => {
            const made = session.edits.addTeam(title);
            if (made !== null) onChange(made);
          }}
          start=""
          title={words.actions.field.newTeam.replace("…", "")}
        />
      ) : null}
    </>
  );
}
