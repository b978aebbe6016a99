/** The words of the panel beside the map, in both languages. */
import { side as en } from "../en/side.ts";
import { lateWords } from "../late.ts";
import { side as nl } from "../nl/side.ts";

export const { words, useWords } = lateWords(nl, en);
export type SideWords = ReturnType<typeof words>;
