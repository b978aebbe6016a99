/** One board in the list: its name, your role, when it changed, and what its owner may do with it. */
import { useState } from "react";
import type { Point } from "../../actions/desk.ts";
import { env } from "../../env.ts";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/doors.ts";
import { since } from "../../i18n/moments.ts";
import type { BoardInfo } from "../../sync/api.ts";
import { Icon } from "../kit/icon.tsx";
import { roleName } from "../kit/role-name.ts";
import { useValue } from "../kit/use-value.ts";
import { Link } from "../link.tsx";
import { BoardMenu } from "./board-menu.tsx";

interface Props {
  readonly board: BoardInfo;
  readonly beheer: boolean;
  readonly onChanged: (what: string) => void;
}

export function BoardRow({ board, beheer, onChanged }: Props) {
  const words = useWords();
  const speaks = useValue(language);
  const [menu, openMenu] = useState<Point | null>(null);
  const title = board.title || words.board.untitled;
  return (
    <li>
      <Link className="name" to={`b/${board.id}`}>
        {title}
      </Link>
      <span className="meta">{board.role === null ? "" : roleName(board.role, words)}</span>
      <span className="meta when">{since(board.changed_on, env.now(), speaks)}</span>
      {beheer || board.role === "owner" ? (
        <button
          aria-expanded={menu !== null}
          aria-haspopup="menu"
          aria-label={words.boards.more(title)}
          className="icon-button more"
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            openMenu({ x: box.right - 224, y: box.bottom + 4 });
          }}
          type="button"
        >
          <Icon name="more" />
        </button>
      ) : null}
      <BoardMenu at={menu} board={board} onChanged={onChanged} onClose={() => openMenu(null)} />
    </li>
  );
}
