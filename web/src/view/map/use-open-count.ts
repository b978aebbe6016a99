/**
 * How many stickies of a full cell are shown, the rest being folded. What was once shown stays shown:
 * nobody's addition pushes what somebody reads or has in focus out of sight.
 */
import { useState } from "react";

export function openCount(ids: readonly string[], seen: ReadonlySet<string>, most: number): number {
  const last = ids.findLastIndex((id) => seen.has(id));
  const open = Math.max(most, last + 1);
  // One folded sticky takes as much room as the button that says so.
  return ids.length <= open + 1 ? ids.length : open;
}

const NONE: ReadonlySet<string> = new Set();

export function useOpenCount(ids: readonly string[], most: number): number {
  const [seen, see] = useState(NONE);
  const open = openCount(ids, seen, most);
  const shown = ids.slice(0, open);
  if (shown.some((id) => !seen.has(id))) see(new Set([...seen, ...shown]));
  return open;
}
