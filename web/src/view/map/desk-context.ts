/** The desk of the open board, for every component on it. */
import { createContext, useContext } from "react";
import type { Desk } from "../../actions/desk.ts";

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("a part of the board stands outside a board");
  return desk;
}
