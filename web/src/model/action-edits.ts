/**
 * The words for actions: make one, say where it stands, hand it over, confirm it, order the list. A
 * change of status and its line in the log are one transaction and one step of undo. The twin of
 * `crdt/src/plan/actions.rs`. Writes to `map`, and a new department to `frame`.
 */
import type { Fields, Plain } from "../generated/edits.ts";
import { HINT_TEXT_MAX, RECORDS_MAX, TITLE_TEXT_MAX } from "../generated/limits.ts";
import type { Degree, Stamp, Status } from "../generated/schema.ts";
import { type Action, millisOf } from "./actions.ts";
import type { AnyRef } from "./board.ts";
import type { Edit } from "./edit.ts";
import { type Hand, idFor, isOpen, jitter, perform, set } from "./hand.ts";
import { isInPlace, oneLine, ranksAt } from "./words.ts";

/** What may be given to actions, one or many at once; null takes it away. */
export interface ActionChange {
  readonly owner?: string | null;
  readonly department?: string | null;
  readonly confirms?: string | null;
  /** A day, counted from 1970. */
  readonly due?: number | null;
  readonly impact?: Degree | null;
  readonly effort?: Degree | null;
}

export interface NewAction extends ActionChange {
  readonly title: string;
  readonly status?: Status;
  /** What it comes from. */
  readonly from?: readonly AnyRef[];
}

export type ActionDeed =
  | "add_action"
  | "action_status"
  | "action_note"
  | "change_action"
  | "rename_action"
  | "move_action"
  | "confirm_action"
  | "unconfirm_action"
  | "add_team";

export interface ActionEdits {
  /** The new action's id. */
  readonly addAction: (action: NewAction) => string | null;
  readonly renameAction: (id: string, title: string) => boolean;
  readonly changeActions: (ids: readonly string[], change: ActionChange) => boolean;
  /**
   * Another status, a sentence about it, or both; `standup` is where it was said. The sentence of
   * who stops an action is its reason.
   */
  readonly setActionStatus: (
    ids: readonly string[],
    status: string,
    note?: string,
    standup?: string | null,
  ) => boolean;
  readonly confirmAction: (id: string, yes: boolean) => boolean;
  /**
   * Before another action in the list (null: at the end), and with another status if one is given,
   * which may come with a sentence.
   */
  readonly placeAction: (
    id: string,
    before: string | null,
    status?: string,
    note?: string,
  ) => boolean;
  /** A department of the board; the one that has this name already, if there is one. */
  readonly addTeam: (title: string) => string | null;
}

export function actionEdits(hand: Hand): ActionEdits {
  return {
    addAction: (action) => add(hand, action),
    renameAction: (id, title) => {
      const line = oneLine(title, TITLE_TEXT_MAX);
      const [action] = openActions(hand, [id]);
      if (action === undefined || line === "") return false;
      const { length } = action.title;
      const spot = { document: "map", root: "actions", id, field: "title" } as const;
      const write: Edit = { ...spot, kind: "write", at: 0, remove: length, insert: line };
      return action.title !== line && perform(hand, "rename_action", [write], line);
    },
    changeActions: (ids, change) => {
      const actions = openActions(hand, ids);
      const edits = actions.flatMap((action) => changesOf(action, change));
      return perform(hand, "change_action", edits, subjectOf(actions), actions.length);
    },
    setActionStatus: (ids, status, note = "", standup = null) =>
      setStatus(hand, ids, status, note, standup),
    confirmAction: (id, yes) => confirm(hand, id, yes),
    placeAction: (id, before, status, note = "") => place(hand, id, before, status, note),
    addTeam: (title) => addTeam(hand, oneLine(title, TITLE_TEXT_MAX)),
  };
}

/** The actions that are there and that this person may touch. */
export function openActions(hand: Hand, ids: readonly string[]): Action[] {
  const actions: Action[] = [];
  for (const id of new Set(ids)) {
    const action = hand.store.actions.action(id).get();
    if (action !== null && isOpen(hand, `actions/${id}`)) actions.push(action);
  }
  return actions;
}

/** A line of the log as it is stored. */
export function entryOf([by, on]: Stamp, status: string, more: Fields = {}): Fields {
  return { on, by, status, note: "", ...more };
}

export function appendTo(id: string, entry: Fields): Edit {
  return { kind: "append", document: "map", root: "actions", id, field: "log", entry };
}

function ref(id: string) {
  return { root: "actions", id };
}

function subjectOf(actions: readonly Action[]): string {
  return actions[0]?.title ?? "";
}

function fieldsOf(change: ActionChange): readonly (readonly [string, Plain])[] {
  const { due, ...rest } = change;
  const fields = Object.entries(rest).filter((field): field is [string, string | null] => {
    return field[1] !== undefined;
  });
  if (due === undefined) return fields;
  return [...fields, ["due", due === null ? null : millisOf(due)]];
}

function changesOf(action: Action, change: ActionChange): Edit[] {
  const edits = fieldsOf(change).map(([field, value]) => set("map", ref(action.id), field, value));
  // Another department has to agree for itself.
  const handed = change.confirms !== undefined && change.confirms !== action.confirms;
  if (handed && action.confirmed !== null) {
    edits.push(set("map", ref(action.id), "confirmed", null));
  }
  return edits;
}

function linkTo(hand: Hand, id: string, origin: AnyRef): Edit {
  const fields = { from: `actions/${id}`, to: origin, kind: "derived_from" };
  return { kind: "create", document: "map", root: "links", id: idFor(hand), fields };
}

function add(hand: Hand, { title, status = "todo", from = [], ...change }: NewAction) {
  const line = oneLine(title, TITLE_TEXT_MAX);
  const list = hand.store.actions.list.get();
  if (line === "" || list.length >= RECORDS_MAX) return null;
  const [rank = ""] = ranksAt(list, null, new Set(), 1, jitter(hand));
  const id = idFor(hand);
  const given = fieldsOf(change).filter(([, value]) => value !== null);
  const log = [entryOf(hand.journal.stamp(), status)];
  const fields = { title: line, status, rank, log, ...Object.fromEntries(given) };
  const edits: Edit[] = [
    { kind: "create", document: "map", root: "actions", id, fields },
    ...from.map((origin) => linkTo(hand, id, origin)),
  ];
  return perform(hand, "add_action", edits, line, 1) ? id : null;
}

/** The edits of one action for another status, a sentence, or both. */
export function statusEdits(
  action: Action,
  status: string,
  note: string,
  standup: string | null,
  by: Stamp,
): Edit[] {
  const words = note.trim().slice(0, HINT_TEXT_MAX);
  const moved = action.status !== status;
  if (!moved && words === "") return [];
  const edits: Edit[] = [];
  if (moved) {
    const reason = status === "stopped" && words !== "" ? words : null;
    edits.push(set("map", ref(action.id), "status", status));
    edits.push(set("map", ref(action.id), "reason", reason));
  }
  const where = standup === null ? {} : { standup };
  edits.push(appendTo(action.id, entryOf(by, status, { note: words, ...where })));
  if (standup !== null) {
    edits.push(set("map", { root: "standups", id: standup }, `heard:${action.id}`, true));
  }
  return edits;
}

function setStatus(
  hand: Hand,
  ids: readonly string[],
  status: string,
  note: string,
  standup: string | null,
): boolean {
  const by = hand.journal.stamp();
  const actions = openActions(hand, ids);
  const touched = actions.filter((action) => action.status !== status || note.trim() !== "");
  const edits = touched.flatMap((action) => statusEdits(action, status, note, standup, by));
  const name = touched.some((action) => action.status !== status) ? "action_status" : "action_note";
  return perform(hand, name, edits, subjectOf(touched), touched.length);
}

function confirm(hand: Hand, id: string, yes: boolean): boolean {
  const [action] = openActions(hand, [id]);
  if (action === undefined || action.confirms === null) return false;
  if ((action.confirmed !== null) === yes) return false;
  const stamp = hand.journal.stamp();
  const edits = [
    set("map", ref(id), "confirmed", yes ? stamp : null),
    appendTo(id, entryOf(stamp, action.status, { confirmed: yes })),
  ];
  return perform(hand, yes ? "confirm_action" : "unconfirm_action", edits, action.title, 1);
}

function place(
  hand: Hand,
  id: string,
  before: string | null,
  status: string | undefined,
  note: string,
): boolean {
  const [action] = openActions(hand, [id]);
  if (action === undefined) return false;
  const edits = statusEdits(action, status ?? action.status, note, null, hand.journal.stamp());
  const list = hand.store.actions.list.get();
  const order = list.map((one) => one.id);
  if (before !== id && !isInPlace(order, before, [id])) {
    const [rank = ""] = ranksAt(list, before, new Set([id]), 1, jitter(hand));
    edits.push(set("map", ref(id), "rank", rank));
  }
  const name = action.status === (status ?? action.status) ? "move_action" : "action_status";
  return perform(hand, name, edits, action.title, 1);
}

function addTeam(hand: Hand, title: string): string | null {
  const same = (name: string) => name.toLowerCase() === title.toLowerCase();
  const known = hand.store.teams.get().find((team) => same(team.title) || same(team.short));
  if (known !== undefined) return known.id;
  if (title === "") return null;
  const id = idFor(hand);
  const fields = { title, kind: "department" };
  const edit: Edit = { kind: "create", document: "frame", root: "teams", id, fields };
  return perform(hand, "add_team", [edit], title) ? id : null;
}
