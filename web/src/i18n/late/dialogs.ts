/** The words of dialogs and panels, in both languages. */
import { dialogs as en } from "../en/dialogs.ts";
import { lateWords } from "../late.ts";
import { dialogs as nl } from "../nl/dialogs.ts";

export const { words, useWords } = lateWords(nl, en);
export type DialogWords = ReturnType<typeof words>;
