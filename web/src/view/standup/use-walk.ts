/**
 * The walk of a stand-up on this page: its order is what it was when the page came in, so that an
 * action stays where it was while its status changes. What is new comes at the end; what is thrown
 * away is skipped.
 */
import { useState } from "react";
import type { Standup } from "../../model/actions.ts";
import { type Standing, walkOf } from "../../model/standing.ts";
import { useStandings } from "../action/use-standings.ts";

export interface Walk {
  readonly steps: readonly Standing[];
  /** Where to begin: at the first that was not talked about yet. */
  readonly start: number;
}

export function useWalk(standup: Standup): Walk {
  const { all, first } = useStandings();
  const [order] = useState(() => walkOf(all, first).map(({ action }) => action.id));
  const [start] = useState(() => {
    const at = order.findIndex((id) => !standup.heard.includes(id));
    return at < 0 ? order.length : at;
  });
  const byId = new Map(all.map((standing) => [standing.action.id, standing]));
  const kept = order.map((id) => byId.get(id)).filter((one) => one !== undefined);
  const fresh = walkOf(all, first).filter(({ action }) => !order.includes(action.id));
  return { steps: [...kept, ...fresh], start };
}
