/** The board as a piece of its own: everything that only an open board needs comes with it. */
import { env } from "../../env.ts";
import type { BoardSession } from "../../model/session.ts";
import { openBoard } from "../../sync/open.ts";
import { BoardScreen } from "./board-screen.tsx";

const open = (board: string): BoardSession => openBoard(board, env);

export function OpenBoard({ board }: { readonly board: string }) {
  return <BoardScreen board={board} open={open} />;
}
