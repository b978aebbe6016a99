/** Asks before leaving with unsent work, and tells the session what the browser notices. */
import { useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";

export function useGuards({ session }: Desk): void {
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const onLeave = (event: BeforeUnloadEvent) => {
      if (session.unsent() !== null) event.preventDefault();
    };
    window.addEventListener("beforeunload", onLeave, { signal });
    window.addEventListener("online", () => session.hint("online"), { signal });
    window.addEventListener("offline", () => session.hint("offline"), { signal });
    window.addEventListener("pageshow", () => session.hint("resumed"), { signal });
    const onVisible = () => session.hint(document.hidden ? "hidden" : "visible");
    document.addEventListener("visibilitychange", onVisible, { signal });
    return () => ended.abort();
  }, [session]);
}
