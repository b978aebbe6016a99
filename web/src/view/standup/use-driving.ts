/**
 * Who drives a stand-up: the window that took the wheel last, which everybody hears by presence. The
 * others follow where it stands, or look around by themselves. Nothing of it is written down.
 */
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { env } from "../../env.ts";
import type { Presence, Window } from "../../model/session.ts";
import { useDesk } from "../map/desk-context.ts";
import { presenterOf } from "../map/presenter.ts";

export interface Driving {
  readonly mine: boolean;
  /** Who drives, unless it is this window; null when nobody does. */
  readonly other: { readonly name: string; readonly action: string } | null;
  readonly take: () => void;
}

interface Driver {
  readonly name: string;
  readonly action: string;
  readonly drives: number;
}

/** The window of somebody else that took the wheel of this stand-up last. */
function driverOf(presence: Presence, standup: string): Driver | null {
  const driving = presence.windows
    .get()
    .map((key) => presence.window(key).get())
    .filter((one): one is Window => one?.state.standup?.id === standup)
    .map(({ person, state }) => ({ name: person.name, ...state.standup }))
    .filter((one): one is Driver & { id: string } => one.drives !== undefined);
  return driving.sort((a, b) => b.drives - a.drives)[0] ?? null;
}

/** Tells when any window of others changes, and gives one line that differs when the driver does. */
function useDriver(standup: string): Driver | null {
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
  const seen = useSyncExternalStore(subscribe, () => {
    const driver = driverOf(presence, standup);
    return driver === null ? "" : JSON.stringify(driver);
  });
  return seen === "" ? null : (JSON.parse(seen) as Driver);
}

export function useDriving(standup: string, action: string, starts: boolean): Driving {
  const desk = useDesk();
  const [since, setSince] = useState<number | null>(starts ? env.now() : null);
  const driver = useDriver(standup);
  const mine = since !== null && (driver === null || driver.drives < since);
  useEffect(() => {
    if (since !== null && !mine) setSince(null);
  }, [since, mine]);
  useEffect(() => {
    const drives = mine && since !== null ? { drives: since } : {};
    presenterOf(desk).show({ standup: { id: standup, action, ...drives } });
  }, [desk, standup, action, mine, since]);
  useEffect(() => () => presenterOf(desk).hide("standup"), [desk]);
  const take = useCallback(() => setSince(env.now()), []);
  return { mine, other: mine ? null : driver, take };
}
