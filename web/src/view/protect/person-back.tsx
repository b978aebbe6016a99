/** Takes back everything that one person did in the last so many minutes. */
import { useState } from "react";
import { takeBackSince } from "../../actions/protect.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { SelectField } from "../kit/select-field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

const MINUTES = ["5", "15", "60", "240"] as const;

export function PersonBack() {
  const desk = useDesk();
  const words = useWords();
  const { member: mine } = useValue(desk.session.me);
  const others = useValue(desk.session.store.members).filter(({ id }) => id !== mine);
  const [chosen, choose] = useState("");
  const [minutes, setMinutes] = useState<(typeof MINUTES)[number]>("15");
  const who = others.find(({ id }) => id === chosen) ?? others[0];
  if (who === undefined) return <p className="quiet">{words.board.alone}</p>;
  const since = () => desk.session.now() - Number(minutes) * 60_000;
  return (
    <form
      className="person-back"
      onSubmit={(event) => {
        event.preventDefault();
        void takeBackSince(desk, words, who.id, since());
      }}
    >
      <SelectField
        label={words.protect.who}
        onChange={choose}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={who.id}
      />
      <SelectField
        label={words.protect.minutes}
        onChange={setMinutes}
        options={MINUTES.map((value) => ({
          value,
          label: words.protect.lastMinutes(Number(value)),
        }))}
        value={minutes}
      />
      <button className="button" type="submit">
        {words.protect.takeBack}
      </button>
    </form>
  );
}
