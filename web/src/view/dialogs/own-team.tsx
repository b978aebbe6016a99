/** The team somebody is of, chosen by themselves: others can then filter on it. */
import { useState } from "react";
import { useWords } from "../../i18n/late/dialogs.ts";
import { SelectField } from "../kit/select-field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export function OwnTeam() {
  const { session } = useDesk();
  const words = useWords();
  const teams = useValue(session.store.teams);
  const me = useValue(session.me);
  const mine = useValue(session.store.member(me.member));
  const [failed, fail] = useState(false);
  if (teams.length === 0 || mine === null) return null;
  const choose = async (team: string) => {
    const { commands } = session;
    const result = await (team === ""
      ? commands.setName(me.name)
      : commands.setName(me.name, team));
    fail(!result.ok);
  };
  return (
    <>
      <SelectField
        help={words.people.teamHelp}
        label={words.people.team}
        onChange={(team) => void choose(team)}
        options={[
          { value: "", label: words.people.noTeam },
          ...teams.map(({ id, title }) => ({ value: id, label: title || words.board.untitled })),
        ]}
        value={teams.some(({ id }) => id === mine.team) ? (mine.team ?? "") : ""}
      />
      {failed ? (
        <p className="error" role="alert">
          {words.people.failed}
        </p>
      ) : null}
    </>
  );
}
