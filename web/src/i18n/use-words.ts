/** The words inside a component, which renders again when the language changes. */
import { useSyncExternalStore } from "react";
import { language, words } from "./language.ts";
import type { Words } from "./words.ts";

export function useWords(): Words {
  useSyncExternalStore(language.subscribe, language.get);
  return words();
}
