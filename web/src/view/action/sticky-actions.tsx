/** In the panel of a sticky: the actions that come from it, and making one of it. */

import { act } from "../../actions/table.ts";
import { useWords } from "../../i18n/late/going.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { Link } from "../link.tsx";
import { useDesk } from "../map/desk-context.ts";
import type { SectionProps } from "../panel/section.ts";
import { boardPath } from "../route.ts";
import { statusWord } from "./names.ts";

export function StickyActions({ target }: SectionProps) {
  const desk = useDesk();
  const { session } = desk;
  const words = useWords();
  const id = "id" in target ? target.id : "";
  const actions = useValue(session.store.actions.from(`stickies/${id}`));
  const { map } = useValue(session.me).rights;
  if (actions.length === 0 && !map) return null;
  return (
    <section className="side-part">
      <h3>{words.actions.onSticky}</h3>
      {actions.length === 0 ? <p className="quiet">{words.actions.onStickyNone}</p> : null}
      <ul className="sticky-actions">
        {actions.map((action) => (
          <li key={action.id}>
            <Link to={boardPath(session.board, "actions", `actions/${action.id}`)}>
              {action.title || words.board.untitled}
            </Link>{" "}
            <span className="quiet">{statusWord(action.status, words)}</span>
          </li>
        ))}
      </ul>
      {map ? (
        <button
          className="button"
          onClick={() => act("make_action", { desk, words, target, at: { x: 0, y: 0 } })}
          type="button"
        >
          <Icon name="add" />
          {words.actions.make}
        </button>
      ) : null}
    </section>
  );
}
