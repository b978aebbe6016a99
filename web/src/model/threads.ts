/**
 * Comments put together as people read them: a first comment with what was answered to it, and which
 * of them somebody has not read yet. Pure; the twin of nothing, for only the page shows them.
 */
import type { AnyRef, Comment, Member } from "./board.ts";

export interface Thread {
  /** The id that answers name. */
  readonly id: string;
  readonly about: AnyRef;
  /** Null when it was removed and answers are left. */
  readonly first: Comment | null;
  readonly replies: readonly Comment[];
  readonly resolved: Comment["resolved"];
  /** When the newest of it was said. */
  readonly last: number;
}

/** An answer to an answer belongs to the same thread; a circle ends somewhere. */
function startOf(comment: Comment, byId: ReadonlyMap<string, Comment>): string {
  const passed = new Set([comment.id]);
  let start = comment;
  while (start.replyTo !== null && !passed.has(start.replyTo)) {
    const before = byId.get(start.replyTo);
    if (before === undefined) return start.replyTo;
    passed.add(before.id);
    start = before;
  }
  return start.id;
}

/** Threads in the order in which they began; `comments` are oldest first. */
export function threadsOf(comments: readonly Comment[]): readonly Thread[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const said = new Map<string, Comment[]>();
  for (const comment of comments) {
    const start = startOf(comment, byId);
    const same = said.get(start);
    if (same === undefined) said.set(start, [comment]);
    else same.push(comment);
  }
  return [...said].map(([id, all]) => {
    const first = byId.get(id) ?? null;
    return {
      id,
      about: all[0]?.about ?? "/",
      first,
      replies: all.filter((comment) => comment.id !== id),
      resolved: first?.resolved ?? null,
      last: Math.max(...all.map(({ on }) => on)),
    };
  });
}

/** How many comments stand in threads that nobody dealt with. */
export function openCount(comments: readonly Comment[]): number {
  if (comments.length === 0) return 0;
  const open = threadsOf(comments).filter(({ resolved }) => resolved === null);
  return open.reduce((n, { first, replies }) => n + replies.length + (first === null ? 0 : 1), 0);
}

/** What somebody has not read: said by others after what they read last about the same record. */
export function unread(
  comments: readonly Comment[],
  seen: ReadonlyMap<AnyRef, number>,
  me: string,
): readonly Comment[] {
  return comments.filter(({ about, by, on }) => by !== me && on > (seen.get(about) ?? 0));
}

/** The members whose names a text calls, as `@Joris de Wit`; of two names that fit, the longer one. */
export function mentionsIn(text: string, members: readonly Member[]): readonly string[] {
  const found = new Set<string>();
  const longest = [...members].sort((a, b) => b.name.length - a.name.length);
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    // In an address, such as of mail, it calls nobody.
    if (/[\p{L}\p{N}]$/u.test(text.slice(0, at))) continue;
    const rest = text.slice(at + 1).toLowerCase();
    const member = longest.find(
      ({ name }) =>
        name !== "" &&
        rest.startsWith(name.toLowerCase()) &&
        !/^[\p{L}\p{N}]/u.test(rest.slice(name.length)),
    );
    if (member !== undefined) found.add(member.id);
  }
  return [...found];
}
