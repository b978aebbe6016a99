/**
 * Says politely what others changed, gathered: a sentence in five seconds, or a count in half a minute,
 * or nothing, as each person wants it.
 */
import { useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";
import { phaseTitle } from "../../actions/places.ts";
import { env } from "../../env.ts";
import { words } from "../../i18n/language.ts";
import type { Cancel } from "../../model/outside.ts";
import { RemoteNews } from "./remote-news.ts";

const GATHER_MILLIS = { everything: 5_000, summary: 30_000, off: 0 } as const;

export function useRemoteNews(desk: Desk): void {
  useEffect(() => {
    const news = new RemoteNews();
    let waiting: Cancel | null = null;
    const tell = () => {
      waiting = null;
      const now = news.take();
      if (now === null) return;
      const speaks = words();
      const { remote, remoteMany } = speaks.say;
      const { count, phase } = now;
      const hearing = desk.hearing.get();
      if (hearing === "off") return;
      if (hearing === "summary") desk.say(remoteMany(count));
      else
        desk.say(
          phase === null ? remoteMany(count) : remote(count, phaseTitle(desk, phase, speaks)),
        );
    };
    const stop = desk.session.store.onRemote((changes) => {
      const hearing = desk.hearing.get();
      if (hearing === "off") return;
      news.add(changes);
      waiting ??= env.later(GATHER_MILLIS[hearing], tell);
    });
    return () => {
      stop();
      waiting?.();
    };
  }, [desk]);
}
