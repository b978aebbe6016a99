/**
 * What the screen of actions shows, and in which order: filters, sorting and groups, as one choice
 * that stays while the page is open. Pure but for that one value.
 */

import { STATUSES } from "../../generated/schema.ts";
import type { GoingWords as Words } from "../../i18n/late/going.ts";
import type { Member, Team } from "../../model/board.ts";
import type { Standing } from "../../model/standing.ts";
import { Slot } from "../../model/value.ts";
import { ownerName, statusWord, teamName } from "./names.ts";

export const SORTS = ["rank", "title", "status", "owner", "department", "due", "weight"] as const;
export type Sort = (typeof SORTS)[number];
export const GROUPS = ["none", "department", "owner", "status"] as const;
export type Group = (typeof GROUPS)[number];
export const FILTERS = ["mine", "late", "stuck", "unconfirmed"] as const;
export type Filter = (typeof FILTERS)[number];

export interface Showing {
  readonly look: "list" | "columns";
  readonly filters: readonly Filter[];
  /** A department's id; empty for all. */
  readonly team: string;
  readonly sort: Sort;
  readonly reverse: boolean;
  readonly group: Group;
}

const START: Showing = {
  look: "list",
  filters: [],
  team: "",
  sort: "rank",
  reverse: false,
  group: "none",
};

export const showing = new Slot<Showing>(START);

export function show(change: Partial<Showing>): void {
  showing.set({ ...showing.get(), ...change });
}

export interface Names {
  readonly me: string;
  readonly members: readonly Member[];
  readonly teams: readonly Team[];
  readonly words: Words;
}

function fits(standing: Standing, filter: Filter, { me, members }: Names): boolean {
  switch (filter) {
    case "mine": {
      const { owner } = standing.action;
      const mine = members.find(({ id }) => id === me)?.name.toLowerCase();
      return owner === me || (owner !== null && owner.toLowerCase() === mine);
    }
    case "late":
      return standing.late;
    case "stuck":
      return standing.stuck;
    case "unconfirmed":
      return standing.waits;
  }
}

const WEIGHTS = ["low", "middle", "high"];

/** Much effect for little effort comes first; what was not weighed comes last. */
function weightOf({ action }: Standing): number {
  const [impact, effort] = [action.impact ?? "", action.effort ?? ""].map((one) =>
    WEIGHTS.indexOf(one),
  );
  return impact === undefined || effort === undefined || impact < 0 || effort < 0
    ? Number.MAX_SAFE_INTEGER
    : effort - impact;
}

function compare(a: Standing, b: Standing, sort: Sort, names: Names): number {
  const text = (of: (standing: Standing) => string) => {
    const [left, right] = [of(a), of(b)];
    // Who has none comes after who has one.
    return Number(left === "") - Number(right === "") || left.localeCompare(right, "nl");
  };
  const at = ({ action }: Standing) => (STATUSES as readonly string[]).indexOf(action.status);
  const day = ({ action }: Standing) => action.due ?? Number.MAX_SAFE_INTEGER;
  switch (sort) {
    case "rank":
      return 0;
    case "title":
      return text(({ action }) => action.title);
    case "status":
      return at(a) - at(b);
    case "owner":
      return text(({ action }) => ownerName(action.owner, names.members));
    case "department":
      return text(({ action }) => teamName(action.department, names.teams));
    case "due":
      return day(a) - day(b);
    case "weight":
      return weightOf(a) - weightOf(b);
  }
}

/** What is left after the filters, in order. */
export function shownOf(
  all: readonly Standing[],
  { filters, team, sort, reverse }: Showing,
  names: Names,
): readonly Standing[] {
  const left = all.filter(
    (standing) =>
      filters.every((filter) => fits(standing, filter, names)) &&
      (team === "" || standing.action.department === team || standing.action.confirms === team),
  );
  const sorted = left.sort((a, b) => compare(a, b, sort, names));
  return reverse ? sorted.reverse() : sorted;
}

export interface Bundle {
  readonly key: string;
  readonly title: string;
  readonly items: readonly Standing[];
}

/** The same in bundles with a title; one bundle without a title when they stay together. */
export function bundlesOf(
  items: readonly Standing[],
  group: Group,
  { members, teams, words }: Names,
): readonly Bundle[] {
  if (group === "none") return [{ key: "", title: "", items }];
  const nameOf = ({ action }: Standing): string => {
    if (group === "status") return statusWord(action.status, words);
    if (group === "owner") return ownerName(action.owner, members) || words.actions.field.nobody;
    return teamName(action.department, teams) || words.actions.field.noTeam;
  };
  const bundles = new Map<string, Standing[]>();
  for (const item of items) {
    const name = nameOf(item);
    const bundle = bundles.get(name);
    if (bundle === undefined) bundles.set(name, [item]);
    else bundle.push(item);
  }
  const keys = [...bundles.keys()];
  if (group === "status") {
    const order = STATUSES.map((status) => words.actions.status[status] as string);
    keys.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  } else keys.sort((a, b) => a.localeCompare(b, "nl"));
  return keys.map((key) => ({ key, title: key, items: bundles.get(key) ?? [] }));
}
