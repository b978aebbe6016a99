/** Makes a link for a role and a time, and shows its address the one time it can be seen. */
import { type FormEvent, useState } from "react";
import { ROLES, type Role } from "../../generated/schema.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { api } from "../api.ts";
import { SelectField } from "../kit/select-field.tsx";
import { useDesk } from "../map/desk-context.ts";
import { NewLink } from "./new-link.tsx";

const DAYS = [1, 7, 30, 365] as const;
const ALWAYS = "always";

export function MakeLink({ onMade }: { readonly onMade: () => void }) {
  const desk = useDesk();
  const words = useWords();
  const [role, setRole] = useState<Role>("participant");
  const [days, setDays] = useState("30");
  const [address, setAddress] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  const make = async () => {
    const until = days === ALWAYS ? undefined : Number(days);
    const made = await api.createLink(desk.session.board, role, until);
    setFailed(!made.ok);
    if (!made.ok) return;
    setAddress(made.value.url);
    desk.say(words.share.ready);
    onMade();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void make();
  };
  return (
    <form className="make-link" onSubmit={onSubmit}>
      <p className="quiet">{words.share.makeHelp}</p>
      <div className="pair">
        <SelectField
          help={words.may[role]}
          label={words.share.role}
          onChange={setRole}
          options={ROLES.map((one) => ({ value: one, label: words.roles[one] }))}
          value={role}
        />
        <SelectField
          label={words.share.expires}
          onChange={setDays}
          options={[
            ...DAYS.map((count) => ({ value: String(count), label: words.share.days(count) })),
            { value: ALWAYS, label: words.share.always },
          ]}
          value={days}
        />
      </div>
      <div className="row">
        <button className="button strong" type="submit">
          {words.share.create}
        </button>
      </div>
      {failed ? <p className="notice error">{words.share.failed}</p> : null}
      {address === null ? null : <NewLink address={address} />}
    </form>
  );
}
