/** The words of actions and stand-ups, in both languages. */
import { going as en } from "../en/going.ts";
import { lateWords } from "../late.ts";
import { going as nl } from "../nl/going.ts";

export const { words, useWords } = lateWords(nl, en);
export type GoingWords = ReturnType<typeof words>;
