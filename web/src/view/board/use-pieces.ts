/**
 * Once a board has been open for a moment, fetches what somebody may ask for later: a meeting goes on
 * when the network does not.
 */
import { useEffect } from "react";
import { env } from "../../env.ts";
import { fetchPieces } from "../kit/piece.tsx";

/** After the rush of opening, and before anybody looks around. */
const CALM_MILLIS = 4_000;

export function usePieces(ready: boolean): void {
  useEffect(() => (ready ? env.later(CALM_MILLIS, fetchPieces) : undefined), [ready]);
}
