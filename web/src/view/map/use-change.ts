/** In one word how the desired journey differs in a phase; nothing where the map does not say so. */
import { CHANGES } from "../../generated/schema.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Phase } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "./desk-context.ts";

export function useChange(change: Phase["change"]): string {
  const desk = useDesk();
  const words = useWords();
  const side = useValue(desk.side);
  const layer = useValue(desk.layer);
  const known = CHANGES.find((one) => one === change);
  // On the journey as it is, only a phase that is not there yet needs the word.
  if (known === undefined || (layer === "current" && !side && known !== "new")) return "";
  return words.layers.changes[known];
}
