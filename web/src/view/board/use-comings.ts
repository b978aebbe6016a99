/** Says who came and who left, gathered over a few seconds so that a full room is one sentence. */
import { useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";
import { env } from "../../env.ts";
import { words } from "../../i18n/language.ts";
import type { Cancel } from "../../model/outside.ts";

const GATHER_MILLIS = 3_000;

export function useComings(desk: Desk): void {
  useEffect(() => {
    const { people } = desk.session.presence;
    let known = new Map(people.get().map(({ id, name }) => [id, name]));
    let waiting: Cancel | null = null;
    const tell = () => {
      waiting = null;
      const now = new Map(people.get().map(({ id, name }) => [id, name]));
      const came = [...now].filter(([id]) => !known.has(id)).map(([, name]) => name);
      const left = [...known].filter(([id]) => !now.has(id)).map(([, name]) => name);
      known = now;
      const { say } = words();
      const parts = [
        came.length > 0 ? say.came(came.join(", ")) : "",
        left.length > 0 ? say.left(left.join(", ")) : "",
      ];
      const text = parts.filter((part) => part !== "").join(" ");
      if (text !== "" && desk.hearing.get() === "everything") desk.say(text);
    };
    const stop = people.subscribe(() => {
      waiting ??= env.later(GATHER_MILLIS, tell);
    });
    return () => {
      stop();
      waiting?.();
    };
  }, [desk]);
}
