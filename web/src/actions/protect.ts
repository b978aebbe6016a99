/** What a facilitator does to protect the board: lock a sticky, take back what one person did. */
import type { Operation } from "../model/board.ts";
import type { CommandResult } from "../model/session.ts";
import type { Action, Hand } from "./action.ts";
import type { Desk } from "./desk.ts";

const mayLead = ({ desk }: Hand): boolean => desk.session.me.get().rights.lead;
const isLocked = ({ desk, target }: Hand): boolean =>
  target.kind === "sticky" && desk.session.store.locked(`stickies/${target.id}`).get();
const onSticky = (hand: Hand): boolean => hand.target.kind === "sticky" && mayLead(hand);

function lock(locked: boolean): (hand: Hand) => void {
  return ({ desk, words, target }) => {
    if (target.kind !== "sticky") return;
    const { protect } = words;
    void desk.session.commands.lock(`stickies/${target.id}`, locked).then(({ ok }) => {
      if (!ok) desk.tell(protect.failed);
      else desk.tell(locked ? protect.lockedNow : protect.unlockedNow);
    });
  };
}

/** What came of a taking back, in words. */
function outcome(result: CommandResult, words: Hand["words"]): string {
  const { protect } = words;
  if (!result.ok) return protect.failed;
  const { back, left } = result.taken ?? { back: 0, left: 0 };
  const parts = [back > 0 ? protect.done(back) : "", left > 0 ? protect.left(left) : ""];
  return parts.filter((part) => part !== "").join(" ") || protect.nothing;
}

/** Takes back one large operation. */
export async function takeBackOperation(
  desk: Desk,
  words: Hand["words"],
  { by, on, until }: Operation,
): Promise<void> {
  desk.tell(outcome(await desk.session.commands.takeBack(by, on, until), words));
}

/** Takes back everything that somebody did since a moment. */
export async function takeBackSince(
  desk: Desk,
  words: Hand["words"],
  member: string,
  since: number,
): Promise<void> {
  desk.tell(outcome(await desk.session.commands.takeBack(member, since), words));
}

export const protectActions: readonly Action[] = [
  {
    id: "lock",
    group: "sticky",
    label: (words) => words.protect.lock,
    keys: ["l"],
    when: (hand) => onSticky(hand) && !isLocked(hand),
    run: lock(true),
    menu: "last",
  },
  {
    id: "unlock",
    group: "sticky",
    label: (words) => words.protect.unlock,
    keys: ["l"],
    when: (hand) => onSticky(hand) && isLocked(hand),
    run: lock(false),
    menu: "last",
  },
  {
    id: "lead",
    group: "board",
    everywhere: true,
    label: (words) => words.protect.open,
    keys: [],
    when: mayLead,
    more: true,
    run: ({ desk }) => desk.dialog.set({ kind: "lead" }),
  },
];
