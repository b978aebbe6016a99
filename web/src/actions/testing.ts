/** A desk without a server or a page, for tests of actions: what is copied and linked is kept here. */
import { nl } from "../i18n/nl.ts";
import type { BoardSession } from "../model/session.ts";
import type { Page as Board } from "../model/testing.ts";
import type { Hand } from "./action.ts";
import { Desk } from "./desk.ts";
import type { Clip } from "./page.ts";
import { actionNamed } from "./table.ts";
import { NOTHING, type Target } from "./target.ts";

export function deskOf({ store, edits, undo, me }: Board) {
  const session: Partial<BoardSession> = { board: "b", store, edits, undo, me };
  const clips: Clip[] = [];
  const desk = new Desk(session as BoardSession, {
    linkTo: (record) => `https://voorbeeld.nl/${record}`,
    show: () => undefined,
    copy: (clip) => {
      clips.push(clip);
      return Promise.resolve(true);
    },
  });
  const hand = (target: Target = NOTHING): Hand => ({
    desk,
    words: nl,
    target,
    at: { x: 0, y: 0 },
  });
  /** Does an action as its key or menu would: only when it applies. */
  const act = (id: string, target: Target = NOTHING): boolean => {
    const action = actionNamed(id);
    if (action?.when(hand(target)) !== true) return false;
    action.run?.(hand(target));
    return true;
  };
  return { desk, clips, hand, act };
}
