/**
 * Which screen the address asks for, below the base path of the page. On a board the fragment says
 * which view is shown and where to go on it: `#list`, `#at=stickies/…`. Tokens never stay in it.
 */
import type { AnyRef } from "../model/board.ts";
import { Slot, type Value } from "../model/value.ts";

export type Route =
  | { readonly screen: "boards" }
  | { readonly screen: "join"; readonly token: string }
  | {
      readonly screen: "board";
      readonly board: string;
      /** The name of a view; `map` when the address names none. */
      readonly view: string;
      /** The record to go to, of a link to one. */
      readonly at: AnyRef | null;
    }
  | { readonly screen: "unknown" };

export const MAP_VIEW = "map";

function readPlace(fragment: string): { readonly view: string; readonly at: AnyRef | null } {
  const parts = fragment.replace(/^#/, "").split("&");
  const view = parts.find((part) => /^[a-z_]+$/.test(part)) ?? MAP_VIEW;
  const [, root, id] =
    parts.map((part) => /^at=([a-z]+)\/([A-Za-z0-9_-]+)$/.exec(part)).find(Boolean) ?? [];
  return { view, at: root === undefined || id === undefined ? null : `${root}/${id}` };
}

/** Reads a path below the base, and a fragment. */
export function readRoute(path: string, fragment: string): Route {
  if (path === "" || path === "index.html") return { screen: "boards" };
  if (path === "join") return { screen: "join", token: fragment.replace(/^#/, "") };
  const board = /^b\/([A-Za-z0-9_-]+)\/?$/.exec(path)?.[1];
  return board === undefined
    ? { screen: "unknown" }
    : { screen: "board", board, ...readPlace(fragment) };
}

/** The path and fragment of a view of a board, of a record on it, or of both. */
export function boardPath(board: string, view: string = MAP_VIEW, at: AnyRef | null = null) {
  const parts = [view === MAP_VIEW ? "" : view, at === null ? "" : `at=${at}`];
  const fragment = parts.filter((part) => part !== "").join("&");
  return fragment === "" ? `b/${board}` : `b/${board}#${fragment}`;
}

export function addressOf(to: string): string {
  const { pathname, hash } = new URL(to === "" ? "./" : to, document.baseURI);
  return `${pathname}${hash}`;
}

/** The whole address, to give to somebody else. */
export function wholeAddressOf(to: string): string {
  return new URL(to, document.baseURI).href;
}

function current(): Route {
  const base = new URL("./", document.baseURI).pathname;
  const { pathname, hash } = window.location;
  const below = pathname.startsWith(base) ? pathname.slice(base.length) : pathname.slice(1);
  return readRoute(below, hash);
}

const slot = new Slot<Route>({ screen: "boards" });

export const route: Value<Route> = slot;

export function startRoute(): void {
  slot.set(current());
  window.addEventListener("popstate", () => slot.set(current()));
}

export function goTo(to: string): void {
  history.pushState(null, "", addressOf(to));
  slot.set(current());
  window.scrollTo(0, 0);
}

/** Takes a token out of the address, so that it is in no history and on no shared screen. */
export function forgetToken(): void {
  history.replaceState(null, "", addressOf("join"));
}
