/**
 * The HTTP API of `docs/PROTOCOL.md`, typed: one function per route, an answer or a problem, never
 * an exception. Knows paths and JSON, no screens.
 */
import type { Role } from "../generated/schema.ts";
import type { Env, Request } from "../model/outside.ts";

export interface BoardInfo {
  readonly id: string;
  readonly title: string;
  readonly template: string | null;
  readonly role: Role;
  readonly archived: boolean;
  readonly created_on: number;
  readonly changed_on: number;
}

export interface LinkInfo {
  readonly id: string;
  readonly role: Role;
  readonly created_on: number;
  readonly expires_on: number | null;
  readonly revoked_on: number | null;
  readonly uses: number;
}

/** A calendar link, without its address. */
export interface FeedInfo {
  readonly id: string;
  readonly created_on: number;
}

/** A version of a board, without what is in it; one without a title was kept by itself. */
export interface VersionInfo {
  readonly id: string;
  readonly made_on: number;
  readonly title: string | null;
  readonly by: string | null;
  readonly bytes: number;
}

export interface MemberInfo {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly role: Role;
  readonly core_team: boolean;
  readonly joined_on: number;
  readonly removed_on: number | null;
  readonly you: boolean;
}

export interface Template {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

export interface SessionInfo {
  readonly name: string;
  readonly beheer: boolean;
}

/** The answer to a link: a name is needed first, or in and where to. */
export type Joined =
  | { readonly needs: "name"; readonly title: string; readonly role: Role }
  | { readonly goto: string; readonly name: string; readonly beheer: boolean };

/** `status` 0: the server was not reached. */
export interface Problem {
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

/** The API as seen through this page's outside. */
export function apiOf(env: Env) {
  const ask = <T>(method: Request["method"], path: string, body?: unknown) =>
    call<T>(env, body === undefined ? { method, path } : { method, path, body });
  const board = (id: string, rest = "") => `v1/boards/${encodeURIComponent(id)}${rest}`;
  const link = (id: string, of: string) => board(id, `/links/${encodeURIComponent(of)}`);
  const member = (id: string, of: string) => board(id, `/members/${encodeURIComponent(of)}`);
  const version = (id: string, of: string) => board(id, `/versions/${encodeURIComponent(of)}`);
  return {
    join: (token: string, name?: string) =>
      ask<Joined>("POST", "v1/session", name === undefined ? { token } : { token, name }),
    session: () => ask<SessionInfo>("GET", "v1/session"),
    rename: (name: string) => ask<SessionInfo>("PATCH", "v1/session", { name }),
    leave: () => ask<null>("DELETE", "v1/session"),
    templates: () => ask<{ readonly templates: readonly Template[] }>("GET", "v1/templates"),
    boards: (all = false) =>
      ask<{ readonly boards: readonly BoardInfo[] }>("GET", `v1/boards${all ? "?all=true" : ""}`),
    createBoard: (title: string, template: string) =>
      ask<BoardInfo>("POST", "v1/boards", { title, template }),
    board: (id: string) => ask<BoardInfo>("GET", board(id)),
    changeBoard: (id: string, change: { readonly title?: string; readonly archived?: boolean }) =>
      ask<BoardInfo>("PATCH", board(id), change),
    deleteBoard: (id: string) => ask<null>("DELETE", board(id)),
    links: (id: string) => ask<{ readonly links: readonly LinkInfo[] }>("GET", board(id, "/links")),
    createLink: (id: string, role: Role, days?: number) =>
      ask<{ readonly link: LinkInfo; readonly url: string; readonly token: string }>(
        "POST",
        board(id, "/links"),
        days === undefined ? { role } : { role, expires_in_days: days },
      ),
    revokeLink: (id: string, of: string) => ask<null>("DELETE", link(id, of)),
    feeds: (id: string) => ask<{ readonly feeds: readonly FeedInfo[] }>("GET", board(id, "/feeds")),
    createFeed: (id: string) =>
      ask<{ readonly feed: FeedInfo; readonly url: string }>("POST", board(id, "/feeds"), {}),
    revokeFeed: (id: string, of: string) =>
      ask<null>("DELETE", board(id, `/feeds/${encodeURIComponent(of)}`)),
    versions: (id: string) =>
      ask<{ readonly versions: readonly VersionInfo[] }>("GET", board(id, "/versions")),
    keepVersion: (id: string, title: string) =>
      ask<VersionInfo>("POST", board(id, "/versions"), { title }),
    nameVersion: (id: string, of: string, title: string) =>
      ask<VersionInfo>("PATCH", version(id, of), { title }),
    removeVersion: (id: string, of: string) => ask<null>("DELETE", version(id, of)),
    /** One of its documents; null when it cannot be had. */
    versionBytes: (id: string, of: string, document: "map" | "frame") =>
      env.bytes(`${version(id, of)}/${document}`),
    members: (id: string) =>
      ask<{ readonly members: readonly MemberInfo[] }>("GET", board(id, "/members")),
    changeMember: (
      id: string,
      of: string,
      change: { readonly role?: Role; readonly core_team?: boolean },
    ) => ask<MemberInfo>("PATCH", member(id, of), change),
    removeMember: (id: string, of: string) => ask<null>("DELETE", member(id, of)),
  };
}

export type Api = ReturnType<typeof apiOf>;

async function call<T>(env: Env, request: Request): Promise<Answer<T>> {
  const { status, body } = await env.request(request);
  if (status >= 200 && status < 300) return { ok: true, value: body as T };
  return { ok: false, problem: problemOf(status, body) };
}

function problemOf(status: number, body: unknown): Problem {
  const fields = typeof body === "object" && body !== null ? body : {};
  const { type, title, detail } = fields as { readonly [field: string]: unknown };
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return { status, type: text(type), title: text(title), detail: text(detail) };
}
