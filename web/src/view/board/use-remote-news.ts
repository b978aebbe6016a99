/** Says politely what others changed: gathered, at most one sentence in five seconds. */
import { useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";
import { phaseTitle } from "../../actions/places.ts";
import { env } from "../../env.ts";
import { words } from "../../i18n/language.ts";
import type { Cancel } from "../../model/outside.ts";
import { RemoteNews } from "./remote-news.ts";

const GATHER_MILLIS = 5_000;

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
      desk.say(phase === null ? remoteMany(count) : remote(count, phaseTitle(desk, phase, speaks)));
    };
    const stop = desk.session.store.onRemote((changes) => {
      news.add(changes);
      waiting ??= env.later(GATHER_MILLIS, tell);
    });
    return () => {
      stop();
      waiting?.();
    };
  }, [desk]);
}
