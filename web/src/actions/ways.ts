/**
 * How somebody likes to work on this device: how large the map is, whether it is the screen on the wall,
 * what is said aloud, shortcuts of one letter. Holds nothing of a board. What was kept is read as a
 * stranger's: what does not fit is left out. Knows no browser.
 */
import type { Desk, Hearing } from "./desk.ts";
import { fittingZoom } from "./zooming.ts";

/** More than this was not written by this page. */
const KEPT_MAX = 500;
const HEARINGS: readonly Hearing[] = ["everything", "summary", "off"];

export interface Ways {
  readonly zoom?: number;
  readonly big?: boolean;
  readonly letters?: boolean;
  readonly hearing?: Hearing;
}

function parsed(kept: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(kept);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

export function readWays(kept: string | null): Ways {
  if (kept === null || kept.length > KEPT_MAX) return {};
  const { zoom, big, letters, hearing } = parsed(kept);
  const hears = HEARINGS.find((one) => one === hearing);
  return {
    ...(typeof zoom === "number" && Number.isFinite(zoom) ? { zoom: fittingZoom(zoom) } : {}),
    ...(typeof big === "boolean" ? { big } : {}),
    ...(typeof letters === "boolean" ? { letters } : {}),
    ...(hears === undefined ? {} : { hearing: hears }),
  };
}

/** Puts a new desk the way it was, and tells `keep` of every change from then on. */
export function followWays(desk: Desk, kept: string | null, keep: (text: string) => void): void {
  const { zoom, big, letters, hearing } = desk;
  const ways = readWays(kept);
  if (ways.zoom !== undefined) zoom.set(ways.zoom);
  if (ways.big !== undefined) big.set(ways.big);
  if (ways.letters !== undefined) letters.set(ways.letters);
  if (ways.hearing !== undefined) hearing.set(ways.hearing);
  const write = () => {
    const now: Ways = {
      zoom: zoom.get(),
      big: big.get(),
      letters: letters.get(),
      hearing: hearing.get(),
    };
    keep(JSON.stringify(now));
  };
  for (const value of [zoom, big, letters, hearing]) value.subscribe(write);
}
