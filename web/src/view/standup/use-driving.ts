/**
 * Who drives a stand-up: the window that took the wheel last, which everybody hears by presence. The
 * others follow where it stands, or look around by themselves. Nothing of it is written down.
 */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { samePlain } from "../../model/edit.ts";
import type { Presence, Window } from "../../model/session.ts";
import { useDesk } from "../map/desk-context.ts";
import { presenterOf } from "../map/presenter.ts";

export interface Driving {
  readonly mine: boolean;
  /** Who drives, unless it is this window; null when nobody does. */
  readonly other: { readonly name: string; readonly action: string } | null;
  /** Nobody else is in the stand-up. */
  readonly alone: boolean;
  readonly take: () => void;
}

interface Driver {
  readonly name: string;
  readonly action: string;
  readonly drives: number;
}

interface Others {
  /** The window of somebody else that took the wheel last. */
  readonly driver: Driver | null;
  /** Whether any other window is in this stand-up. */
  readonly any: boolean;
}

const NOBODY: Others = { driver: null, any: false };

function othersIn(presence: Presence, standup: string): Others {
  const here = presence.windows
    .get()
    .map((key) => presence.window(key).get())
    .filter((one): one is Window => one?.state.standup?.id === standup);
  const driving = here
    .map(({ person, state }) => ({ name: person.name, ...state.standup }))
    .filter((one): one is Driver & { id: string } => one.drives !== undefined)
    .sort((a, b) => b.drives - a.drives);
  return { driver: driving[0] ?? null, any: here.length > 0 };
}

/** Tells when any window of others changes; what it tells differs only when they do something else. */
function useOthers(standup: string): Others {
  const { presence } = useDesk().session;
  const subscribe = useCallback(
    (tell: () => void) => {
      let stops: (() => void)[] = [];
      const listen = () => {
        for (const stop of stops) stop();
        stops = presence.windows.get().map((key) => presence.window(key).subscribe(tell));
        tell();
      };
      const stopAll = presence.windows.subscribe(listen);
      listen();
      return () => {
        stopAll();
        for (const stop of stops) stop();
      };
    },
    [presence],
  );
  const last = useRef(NOBODY);
  return useSyncExternalStore(subscribe, () => {
    const now = othersIn(presence, standup);
    if (!samePlain(now, last.current)) last.current = now;
    return last.current;
  });
}

export function useDriving(standup: string, action: string, starts: boolean): Driving {
  const desk = useDesk();
  const { now } = desk.session;
  const [since, setSince] = useState<number | null>(starts ? now() : null);
  const { driver, any } = useOthers(standup);
  const mine = since !== null && (driver === null || driver.drives < since);
  useEffect(() => {
    if (since !== null && !mine) setSince(null);
  }, [since, mine]);
  useEffect(() => {
    const drives = mine && since !== null ? { drives: since } : {};
    presenterOf(desk).show({ standup: { id: standup, action, ...drives } });
  }, [desk, standup, action, mine, since]);
  useEffect(() => () => presenterOf(desk).hide("standup"), [desk]);
  const take = useCallback(() => setSince(now()), [now]);
  return { mine, other: mine ? null : driver, alone: !any, take };
}
