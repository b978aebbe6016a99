/** Giving somebody else the way to one thing on the board. */
import type { AnyRef } from "../model/board.ts";
import type { Action, Hand } from "./action.ts";
import type { Target } from "./target.ts";

const ROOTS = { sticky: "stickies", phase: "phases", lane: "lanes", persona: "personas" } as const;

/** The record that a target shows; a cell is no record. */
export function recordOf(target: Target): AnyRef | null {
  if (target.kind === "cell" || target.kind === "nothing") return null;
  return `${ROOTS[target.kind]}/${target.id}`;
}

async function copyLink({ desk, words, target }: Hand): Promise<void> {
  const record = recordOf(target);
  if (record === null) return;
  const taken = await desk.page.copy({ text: desk.page.linkTo(record), html: null });
  if (taken) desk.tell(words.views.copied);
  else desk.alert(words.views.notCopied);
}

export const linkActions: readonly Action[] = [
  {
    id: "copy_link",
    group: "board",
    label: (words) => words.views.copyLink,
    keys: [],
    when: ({ target }) => recordOf(target) !== null,
    run: (hand) => void copyLink(hand),
    menu: "last",
  },
];
