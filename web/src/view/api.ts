/**
 * What the screens around the board ask of the server, in the words of `docs/PROTOCOL.md`. A refusal
 * is a value; nothing here throws and nothing is drawn.
 */
import { env } from "../env.ts";
import type { Role } from "../generated/schema.ts";
import type { Request } from "../model/outside.ts";

export interface BoardEntry {
  readonly id: string;
  readonly title: string;
  readonly template: string | null;
  readonly role: Role | null;
  readonly archived: boolean;
  readonly created_on: number;
  readonly changed_on: number;
}

export interface LinkEntry {
  readonly id: string;
  readonly role: Role;
  readonly created_on: number;
  readonly expires_on: number | null;
  readonly revoked_on: number | null;
  readonly uses: number;
}

export interface MemberEntry {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly role: Role;
  readonly removed_on: number | null;
  readonly you: boolean;
}

export interface TemplateEntry {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

export type Joined =
  | { readonly needs: "name"; readonly title: string | null; readonly role: Role | null }
  | { readonly goto: string; readonly name: string; readonly beheer: boolean };

/** `status` 0: there was no answer. */
export type Answer<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly status: number };

async function ask<T>(method: Request["method"], path: string, body?: unknown): Promise<Answer<T>> {
  const request: Request = body === undefined ? { method, path } : { method, path, body };
  const answer = await env.request(request);
  if (answer.status < 200 || answer.status >= 300) return { ok: false, status: answer.status };
  return { ok: true, body: answer.body as T };
}

export const api = {
  join: (token: string, name?: string) =>
    ask<Joined>("POST", "v1/session", name === undefined ? { token } : { token, name }),
  session: () => ask<{ readonly name: string; readonly beheer: boolean }>("GET", "v1/session"),
  templates: () =>
    ask<{ readonly templates: readonly TemplateEntry[] }>("GET", "v1/templates"),
  boards: (all: boolean) =>
    ask<{ readonly boards: readonly BoardEntry[] }>("GET", all ? "v1/boards?all=true" : "v1/boards"),
  makeBoard: (title: string, template: string) =>
    ask<BoardEntry>("POST", "v1/boards", { title, template }),
  changeBoard: (id: string, change: { readonly title?: string; readonly archived?: boolean }) =>
    ask<BoardEntry>("PATCH", `v1/boards/${id}`, change),
  removeBoard: (id: string) => ask<null>("DELETE", `v1/boards/${id}`),
  links: (board: string) =>
    ask<{ readonly links: readonly LinkEntry[] }>("GET", `v1/boards/${board}/links`),
  makeLink: (board: string, role: Role, days: number | null) =>
    ask<{ readonly link: LinkEntry; readonly url: string }>("POST", `v1/boards/${board}/links`, {
      role,
      ...(days === null ? {} : { expires_in_days: days }),
    }),
  revokeLink: (board: string, link: string) =>
    ask<null>("DELETE", `v1/boards/${board}/links/${link}`),
  members: (board: string) =>
    ask<{ readonly members: readonly MemberEntry[] }>("GET", `v1/boards/${board}/members`),
  removeMember: (board: string, member: string) =>
    ask<null>("DELETE", `v1/boards/${board}/members/${member}`),
};
