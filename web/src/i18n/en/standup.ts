/** English: the stand-up, from its start to the summary that is read later. */
import type { Words } from "../words.ts";

export const standup: Words["standup"] = {
  title: "Stand-up",
};
