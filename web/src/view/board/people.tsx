/** Who is here: a few initials and a count, and the whole list behind it. */
import { useWords } from "../../i18n/use-words.ts";
import { Avatar } from "../kit/avatar.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

const SHOWN_MAX = 4;

export function People() {
  const desk = useDesk();
  const words = useWords();
  const others = useValue(desk.session.presence.people);
  const shown = others.slice(0, SHOWN_MAX);
  const more = others.length - shown.length;
  return (
    <button
      aria-haspopup="dialog"
      className="people"
      onClick={() => desk.dialog.set({ kind: "people" })}
      title={words.board.peopleTitle}
      type="button"
    >
      <span className="unseen">{words.board.people(others.length + 1)}</span>
      {shown.map(({ id, initials, color }) => (
        <Avatar color={color} initials={initials} key={id} />
      ))}
      {more > 0 ? (
        <span aria-hidden="true" className="avatar more">
          +{more}
        </span>
      ) : null}
      <span aria-hidden="true" className="avatar more count">
        {others.length + 1}
      </span>
      {others.length === 0 ? (
        <span aria-hidden="true" className="avatar more">
          1
        </span>
      ) : null}
    </button>
  );
}
