/** The words of the ways in, in both languages. */
import { doors as en } from "../en/doors.ts";
import { lateWords } from "../late.ts";
import { doors as nl } from "../nl/doors.ts";

export const { words, useWords } = lateWords(nl, en);
export type DoorWords = ReturnType<typeof words>;
