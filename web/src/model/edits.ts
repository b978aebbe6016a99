/**
 * Everything a person can change on a board, in the words of `session.ts`. The words themselves are
 * in `placing.ts`, `stickies.ts`, `details.ts` and `structure.ts`; the only way to a document is the journal behind them.
 */

import { actionEdits } from "./action-edits.ts";
import { detailEdits } from "./details.ts";
import { closedBy, type Hand, may } from "./hand.ts";
import { linkEdits } from "./linking.ts";
import { personaEdits } from "./personas.ts";
import { placingEdits } from "./placing.ts";
import type { Edits } from "./session.ts";
import { standupEdits } from "./standup-edits.ts";
import { stickyEdits } from "./stickies.ts";
import { structureEdits } from "./structure.ts";

export function editsOf(hand: Hand): Edits {
  return {
    ...placingEdits(hand),
    ...stickyEdits(hand),
    ...detailEdits(hand),
    ...personaEdits(hand),
    ...linkEdits(hand),
    ...structureEdits(hand),
    ...actionEdits(hand),
    ...standupEdits(hand),
    closed: (record) => closedBy(hand, record),
    may: (document) => may(hand.me.get().rights, document),
  };
}
