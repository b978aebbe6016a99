/**
 * The quotes that a sticky goes back to: its own, and those of what it was derived from or what led
 * to it, however many links away. The nearest first, each once; a circle ends where it began. Pure.
 */
import type { Link } from "../../model/actions.ts";
import type { AnyRef } from "../../model/board.ts";

/** What lies one link behind a record. */
function behind(record: AnyRef, links: readonly Link[]): readonly AnyRef[] {
  return links.flatMap(({ from, to, kind }) => {
    if (kind === "derived_from" && from === record) return [to];
    return kind === "leads_to" && to === record ? [from] : [];
  });
}

export function quotesBehind(origin: AnyRef, links: readonly Link[]): readonly string[] {
  const seen = new Set<AnyRef>([origin]);
  // A set goes on through what is added while it is walked.
  for (const record of seen) for (const next of behind(record, links)) seen.add(next);
  return [...seen]
    .filter((record) => record.startsWith("quotes/"))
    .map((record) => record.slice("quotes/".length));
}
