/** What a head is called aloud: its title and how its phase differs, not the names of its buttons. */
import { useWords } from "../../i18n/use-words.ts";
import type { Phase } from "../../model/board.ts";
import { useChange } from "./use-change.ts";

export function useHeadName(title: string, change: Phase["change"] = null): string {
  const words = useWords();
  const word = useChange(change);
  const name = title.trim() || words.board.untitled;
  return word === "" ? name : `${name}, ${word.toLowerCase()}`;
}
