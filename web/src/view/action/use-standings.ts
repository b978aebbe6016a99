/** How the actions stand today, kept as long as nothing in it changes. Midnight counts when the page next draws. */
import { useMemo } from "react";
import { env } from "../../env.ts";
import { closedOf, type Standing, standingsOf } from "../../model/standing.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

/** The day where this page is, counted from 1970. */
export function today(): number {
  const now = new Date(env.now());
  return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000);
}

export interface Standings {
  readonly all: readonly Standing[];
  /** Nobody has stood up yet. */
  readonly first: boolean;
}

export function useStandings(): Standings {
  const { store } = useDesk().session;
  const list = useValue(store.actions.list);
  const standups = useValue(store.actions.standups);
  const teams = useValue(store.teams);
  const day = today();
  return useMemo(() => {
    const known = new Set(teams.map(({ id }) => id));
    const first = closedOf(standups).length === 0;
    return { all: standingsOf(list, standups, known, day), first };
  }, [list, standups, teams, day]);
}
