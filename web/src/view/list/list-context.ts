/** What is being written in the list, for every line of it. */
import { createContext, useContext } from "react";
import type { Writing } from "../../actions/desk.ts";

export interface ListState {
  readonly writing: Writing | null;
  readonly write: (writing: Writing | null) => void;
}

export const ListContext = createContext<ListState>({ writing: null, write: () => {} });

export function useList(): ListState {
  return useContext(ListContext);
}
