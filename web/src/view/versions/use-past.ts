/** The board of a version inside a component: fetched when shown, let go after. */
import { useEffect, useState } from "react";
import type { Past } from "../../model/session.ts";
import { api } from "../api.ts";
import { useDesk } from "../map/desk-context.ts";

export type Fetched = Past | "waiting" | "failed" | "unreadable";

export function usePast(version: string): Fetched {
  const { session } = useDesk();
  const [fetched, put] = useState<Fetched>("waiting");
  useEffect(() => {
    let wanted = true;
    let past: Past | null = null;
    const fetch = async (): Promise<Fetched> => {
      const bytes = (document: "map" | "frame") =>
        api.versionBytes(session.board, version, document);
      const [map, frame] = await Promise.all([bytes("map"), bytes("frame")]);
      if (map === null || frame === null) return "failed";
      try {
        past = await session.past(map, frame);
        return past;
      } catch {
        return "unreadable";
      }
    };
    void fetch().then((came) => {
      if (wanted) put(came);
      else past?.close();
    });
    return () => {
      wanted = false;
      past?.close();
    };
  }, [session, version]);
  return fetched;
}
