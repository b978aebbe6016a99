/** Everybody who is here now, by name and role. */
import { useWords } from "../../i18n/use-words.ts";
import { Avatar } from "../kit/avatar.tsx";
import { Dialog } from "../kit/dialog.tsx";
import { roleName } from "../kit/role-name.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { OwnTeam } from "./own-team.tsx";

export function PeopleDialog({ onClose }: { readonly onClose: () => void }) {
  const { session } = useDesk();
  const words = useWords();
  const others = useValue(session.presence.people);
  const me = useValue(session.me);
  const mine = useValue(session.store.member(me.member));
  return (
    <Dialog onClose={onClose} title={words.board.peopleTitle}>
      <ul className="list">
        <li>
          <Avatar color="grey" initials={mine?.initials ?? "•"} />
          <span className="grow">
            {me.name} ({words.board.you})
          </span>
          <span className="quiet">{roleName(me.role, words)}</span>
        </li>
        {others.map(({ id, name, initials, color, role }) => (
          <li key={id}>
            <Avatar color={color} initials={initials} />
            <span className="grow">{name}</span>
            <span className="quiet">{roleName(role, words)}</span>
          </li>
        ))}
      </ul>
      <OwnTeam />
      {others.length === 0 ? <p className="quiet">{words.board.alone}</p> : null}
    </Dialog>
  );
}
