/** The words of reading and writing comments, in both languages. */
import { talk as en } from "../en/talk.ts";
import { lateWords } from "../late.ts";
import { talk as nl } from "../nl/talk.ts";

export const { words, useWords } = lateWords(nl, en);
export type TalkWords = ReturnType<typeof words>;
