/** English: earlier versions of the board, what is different now, and bringing it back. */

import type { Words } from "../words.ts";
import { things } from "./counts.ts";

export const versions: Words["versions"] = {
  title: "Versions",
};

export const versionDeeds: Pick<Words["deed"], "restore"> = {
  restore: (n) => `${things(n)} restored from a version`,
};
