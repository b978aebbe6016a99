/** What a language must be able to say: the shape of the Dutch words. */
import type { nl } from "./nl.ts";

export type Words = typeof nl;
export type Language = "nl" | "en";
