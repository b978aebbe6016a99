/** Where you are: the list of journeys, and this one, whose name editors can change. */
import { act } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { Link } from "../link.tsx";
import { useDesk } from "../map/desk-context.ts";
import { useHand } from "../map/use-hand.ts";

export function Crumbs() {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  const { title } = useValue(desk.session.store.meta);
  const { frame } = useValue(desk.session.me).rights;
  return (
    <nav aria-label={words.board.where} className="crumbs">
      <ol>
        <li>
          <Link to="">
            <Icon name="back" />
            <span>{words.boards.title}</span>
          </Link>
        </li>
        <li>
          <h1 title={title}>{title === "" ? words.product : title}</h1>
          {frame ? (
            <button
              aria-label={words.action.renameBoard}
              className="icon-button rename wide-only"
              onClick={() => act("rename_board", hand(null))}
              title={words.action.renameBoard}
              type="button"
            >
              <Icon name="pencil" />
            </button>
          ) : null}
        </li>
      </ol>
    </nav>
  );
}
