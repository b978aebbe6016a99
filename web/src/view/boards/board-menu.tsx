/** Renaming, archiving and deleting a board: the menu of its line and the dialogs behind it. */
import { useCallback, useState } from "react";
import type { Point } from "../../actions/desk.ts";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/doors.ts";
import type { Answer, BoardInfo } from "../../sync/api.ts";
import { api } from "../api.ts";
import { Ask } from "../kit/ask.tsx";
import { LineDialog } from "../kit/line-dialog.tsx";
import { Menu } from "../kit/menu.tsx";

interface Props {
  readonly board: BoardInfo;
  readonly at: Point | null;
  readonly onClose: () => void;
  readonly onChanged: (what: string) => void;
}

export function BoardMenu({ board, at, onClose, onChanged }: Props) {
  const words = useWords();
  const [dialog, setDialog] = useState<"rename" | "remove" | null>(null);
  const close = useCallback(() => onClose(), [onClose]);
  const done = async (answer: Promise<Answer<unknown>>, what: string) => {
    const { ok } = await answer;
    onChanged(ok ? what : words.boards.failed);
  };
  const item = (label: string, choose: () => void, danger = false) => (
    <button
      className={danger ? "menu-item danger" : "menu-item"}
      onClick={() => {
        onClose();
        choose();
      }}
      role="menuitem"
      tabIndex={-1}
      type="button"
    >
      {label}
    </button>
  );
  return (
    <>
      {at === null ? null : (
        <Menu at={at} label={words.boards.more(board.title)} onClose={close}>
          {item(words.boards.rename, () => setDialog("rename"))}
          {item(board.archived ? words.boards.unarchive : words.boards.archive, () => {
            void done(api.changeBoard(board.id, { archived: !board.archived }), board.title);
          })}
          <div className="menu-line" role="separator" />
          {item(words.boards.remove, () => setDialog("remove"), true)}
        </Menu>
      )}
      {dialog === "rename" ? (
        <LineDialog
          label={words.boards.name}
          max={TITLE_TEXT_MAX}
          missing={words.boards.nameMissing}
          onClose={() => setDialog(null)}
          onSave={(title) => void done(api.changeBoard(board.id, { title }), title)}
          start={board.title}
          title={words.boards.rename}
        />
      ) : null}
      {dialog === "remove" ? (
        <Ask
          go={words.boards.removeGo}
          help={words.boards.removeHelp}
          onClose={() => setDialog(null)}
          onGo={() => {
            setDialog(null);
            void done(api.deleteBoard(board.id), words.boards.removed(board.title));
          }}
          title={words.boards.removeTitle(board.title)}
        />
      ) : null}
    </>
  );
}
