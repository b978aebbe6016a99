/**
 * Moving an action among the columns, whichever way it was asked: by the pointer, the keyboard or the
 * list in its card. Stopping waits for its reason. What had the focus in the card has it again in the
 * card's new place, in the same task: no key that follows may get lost.
 */
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { useWords } from "../../i18n/late/going.ts";
import { useDesk } from "../map/desk-context.ts";
import { statusWord } from "./names.ts";

export interface Spot {
  readonly status: string;
  /** The action that comes after it; null for the last place; left out, it keeps its place. */
  readonly before?: string | null;
}

export interface Moving {
  readonly move: (id: string, spot: Spot) => void;
  /** An action that is about to stop. */
  readonly stopping: boolean;
  readonly stop: (reason: string) => void;
  readonly cancel: () => void;
}

/** What in a card takes the focus. */
const PARTS = [".open", "select"] as const;

/** What has the focus in a card, or takes it after a hand has carried the card. */
function focusIn(id: string): string {
  const card = `[data-action="${CSS.escape(id)}"]`;
  const parts = PARTS.map((part) => `${card} ${part}`);
  return parts.find((one) => document.activeElement?.matches(one) === true) ?? `${card} .open`;
}

export function useMoving(): Moving {
  const desk = useDesk();
  const words = useWords();
  const [waiting, wait] = useState<{ readonly id: string; readonly spot: Spot } | null>(null);
  const focus = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (focus.current === null || waiting !== null) return;
    document.querySelector<HTMLElement>(focus.current)?.focus();
    focus.current = null;
  });

  const write = useCallback(
    (id: string, { status, before }: Spot, reason: string) => {
      const { edits, store } = desk.session;
      const action = store.actions.action(id).get();
      if (action === null) return;
      const done =
        before === undefined
          ? edits.setActionStatus([id], status, reason)
          : edits.placeAction(id, before, status, reason);
      if (!done) return;
      if (action.status !== status) {
        desk.say(words.actions.moved(action.title, statusWord(status, words)));
        return;
      }
      const column = store.actions.list.get().filter((one) => one.status === status);
      const at = column.findIndex((one) => one.id === id) + 1;
      desk.say(words.actions.movedTo(action.title, at, column.length));
    },
    [desk, words],
  );
  const move = useCallback(
    (id: string, spot: Spot) => {
      focus.current = focusIn(id);
      const action = desk.session.store.actions.action(id).get();
      if (spot.status === "stopped" && action?.status !== "stopped") wait({ id, spot });
      else write(id, spot, "");
    },
    [desk, write],
  );
  return {
    move,
    stopping: waiting !== null,
    stop: (reason) => {
      if (waiting !== null) write(waiting.id, waiting.spot, reason);
    },
    cancel: () => wait(null),
  };
}
