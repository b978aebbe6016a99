/** Opens the board that the address names, and closes it when the page goes elsewhere. */
import { useEffect, useState } from "react";
import { Desk } from "../../actions/desk.ts";
import { followWays } from "../../actions/ways.ts";
import { keep, kept } from "../../env.ts";
import type { BoardSession } from "../../model/session.ts";
import { BoardPage } from "./board-page.tsx";
import { leave } from "./leaving.ts";
import { Opening } from "./opening.tsx";
import { pageOf } from "./page.ts";

const WAYS = "reisbord_ways";

/** Opens a board by its id. */
export type OpenBoard = (board: string) => BoardSession;

interface Props {
  readonly board: string;
  readonly open: OpenBoard;
}

export function BoardScreen({ board, open }: Props) {
  const [desk, setDesk] = useState<Desk | null>(null);
  useEffect(() => {
    const session = open(board);
    const made = new Desk(session, pageOf(board));
    followWays(made, kept(WAYS), (text) => keep(WAYS, text));
    setDesk(made);
    return () => leave(session);
  }, [board, open]);
  return desk === null ? <Opening /> : <BoardPage desk={desk} key={desk.session.board} />;
}
