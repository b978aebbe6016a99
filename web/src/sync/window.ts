/**
 * One window of somebody else, as its page describes it. Only `user` was written by the server, so
 * the rest is taken in field by field, as far as it has the right shape. Pure functions.
 */
import type { AnyRef } from "../model/board.ts";
import type { Person, Presenting, Window } from "../model/session.ts";

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A window as its owner's page describes it. Only `user` comes from the server. */
export function windowFrom(key: number, state: unknown): Window | null {
  if (typeof state !== "object" || state === null) return null;
  const { user, ...rest } = state as { readonly [field: string]: unknown };
  if (typeof user !== "object" || user === null) return null;
  const { id, name, initials, team, role, color } = user as { readonly [field: string]: unknown };
  const person: Person = {
    id: text(id),
    name: text(name),
    initials: text(initials),
    team: typeof team === "string" ? team : null,
    role: text(role),
    color: text(color),
  };
  return { key, person, state: presentingFrom(rest) };
}

/** Keeps of a stranger's state what has the right shape. */
function presentingFrom(state: { readonly [field: string]: unknown }): Presenting {
  const shown: { -readonly [field in keyof Presenting]: Presenting[field] } = {};
  if (isRef(state["focus"])) shown.focus = state["focus"];
  if (isCell(state["cell"])) shown.cell = state["cell"];
  const caret = fields(state["caret"]);
  if (caret !== null && isRef(caret["record"])) {
    const from = fields(caret["from"]);
    const to = fields(caret["to"]);
    if (from !== null && to !== null) shown.caret = { record: caret["record"], from, to };
  }
  const pointer = fields(state["pointer"]);
  if (pointer !== null && typeof pointer["x"] === "number" && typeof pointer["y"] === "number") {
    const { lane, phase, x, y } = pointer;
    shown.pointer = { lane: text(lane), phase: text(phase), x: Number(x), y: Number(y) };
  }
  const standup = fields(state["standup"]);
  if (standup !== null && typeof standup["id"] === "string") {
    const { id, action, drives } = standup;
    const since = typeof drives === "number" ? { drives } : {};
    shown.standup = { id, action: text(action), ...since };
  }
  const drag = fields(state["drag"]);
  if (drag !== null && Array.isArray(drag["records"]) && isCell(drag["over"])) {
    shown.drag = { records: drag["records"].filter(isRef), over: drag["over"] };
  }
  return shown;
}

function fields(value: unknown): { readonly [field: string]: unknown } | null {
  return typeof value === "object" && value !== null
    ? (value as { readonly [field: string]: unknown })
    : null;
}

function isRef(value: unknown): value is AnyRef {
  return typeof value === "string" && value.includes("/");
}

function isCell(value: unknown): value is readonly [string, string, string] {
  return (
    Array.isArray(value) && value.length === 3 && value.every((part) => typeof part === "string")
  );
}

/** The records that a window has to do with. */
export function recordsOf(window: Window | null): readonly string[] {
  if (window === null) return [];
  const { focus, caret, drag } = window.state;
  const records = new Set<string>(drag?.records ?? []);
  if (focus !== undefined) records.add(focus);
  if (caret !== undefined) records.add(caret.record);
  return [...records];
}
