/** The views of the board as links, so that each has an address and the browser's own way back. */
import { useWords } from "../../i18n/use-words.ts";
import { Link } from "../link.tsx";
import { useDesk } from "../map/desk-context.ts";
import { boardPath } from "../route.ts";
import { useView } from "./use-view.ts";
import { VIEWS } from "./views.tsx";

export function ViewTabs() {
  const { board } = useDesk().session;
  const words = useWords();
  const now = useView();
  return (
    <nav aria-label={words.views.label} className="tabs">
      {VIEWS.filter(({ alone }) => alone !== true).map((view) => (
        <Link current={view === now} key={view.name} to={boardPath(board, view.name)}>
          {view.label(words)}
        </Link>
      ))}
    </nav>
  );
}
