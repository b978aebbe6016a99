/** Boards, one line each. */
import type { BoardInfo } from "../../sync/api.ts";
import { BoardRow } from "./board-row.tsx";

interface Props {
  readonly boards: readonly BoardInfo[];
  readonly beheer: boolean;
  readonly onChanged: (what: string) => void;
}

export function BoardList({ boards, beheer, onChanged }: Props) {
  return (
    <ul className="index-list">
      {boards.map((board) => (
        <BoardRow beheer={beheer} board={board} key={board.id} onChanged={onChanged} />
      ))}
    </ul>
  );
}
