/** Dutch: earlier versions of the board, what is different now, and bringing it back. */
import { things } from "./counts.ts";

export const versions = {
  title: "Versies",
};

export const versionDeeds = {
  restore: (n: number) => `${things(n)} teruggezet uit een versie`,
};
