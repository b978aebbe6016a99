/**
 * Leaving a board without losing work: a session with something unsent stays open behind the next
 * screen until it is on disk, and the browser asks before the whole page goes.
 */
import type { BoardSession } from "../../model/session.ts";

export function leave(session: BoardSession): void {
  if (session.unsent() === null) {
    session.close();
    return;
  }
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener("beforeunload", ask);
  const stop = session.status.subscribe(() => {
    if (session.unsent() !== null && session.status.get().kind !== "ended") return;
    stop();
    window.removeEventListener("beforeunload", ask);
    session.close();
  });
}
