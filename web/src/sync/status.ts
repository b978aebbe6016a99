/**
 * What the corner of the page says, as one value out of everything that is known. "Saved" is only
 * said when the server has confirmed that the disk has it all. A pure function.
 */
import type { Status } from "../model/session.ts";
import type { Link } from "./link.ts";

export interface Known {
  readonly link: Link;
  /** The board was filled at least once. */
  readonly ready: boolean;
  /** A connection was tried and did not come about, or was lost. */
  readonly failed: boolean;
  readonly pending: number;
  readonly readOnly: boolean;
  readonly trouble: boolean;
  readonly almostFull: boolean;
}

export function statusOf(known: Known): Status {
  const { link, ready, failed, pending, almostFull } = known;
  if (link.at === "ended") return { kind: "ended", why: link.why, pending };
  if (link.at !== "live") {
    if (!ready && !failed) return { kind: "opening" };
    return { kind: "offline", pending, retryAt: link.at === "waiting" ? link.due : null };
  }
  if (!ready) return { kind: "opening" };
  if (known.readOnly) return { kind: "read_only", pending };
  if (known.trouble) return { kind: "storage_trouble", pending };
  return pending > 0 ? { kind: "saving", pending, almostFull } : { kind: "saved", almostFull };
}
