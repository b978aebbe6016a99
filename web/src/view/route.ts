/** Which screen the address asks for, below the base path of the page. Tokens never stay in it. */
import { Slot, type Value } from "../model/value.ts";

export type Route =
  | { readonly screen: "boards" }
  | { readonly screen: "join"; readonly token: string }
  | { readonly screen: "board"; readonly board: string }
  | { readonly screen: "unknown" };

/** Reads a path below the base, and a fragment. */
export function readRoute(path: string, fragment: string): Route {
  if (path === "" || path === "index.html") return { screen: "boards" };
  if (path === "join") return { screen: "join", token: fragment.replace(/^#/, "") };
  const board = /^b\/([A-Za-z0-9_-]+)\/?$/.exec(path)?.[1];
  return board === undefined ? { screen: "unknown" } : { screen: "board", board };
}

export function addressOf(to: string): string {
  return new URL(to === "" ? "./" : to, document.baseURI).pathname;
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
