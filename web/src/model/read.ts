/**
 * Reading single records: a Yjs map becomes a plain immutable value, mended where somebody's page
 * wrote nonsense. The twin of `crdt/src/read.rs`; the vectors replay both. Which records stand
 * together where is in `layout.ts` and `select.ts`.
 */
import * as Y from "yjs";
import type { Stamp } from "../generated/schema.ts";
import type {
  Comment,
  Lane,
  Layer,
  Legend,
  Member,
  Meta,
  Operation,
  Persona,
  Stage,
  Sticky,
  Switches,
  Tag,
  Team,
} from "./board.ts";
import { isId, isMillis, isStamp } from "./check.ts";
import type { Record } from "./documents.ts";

function line(record: Record, field: string): string {
  const value = record.get(field);
  if (typeof value === "string") return value;
  return value instanceof Y.Text ? value.toString() : "";
}

function maybe(record: Record, field: string): string | null {
  const value = record.get(field);
  return typeof value === "string" ? value : null;
}

function millis(record: Record, field: string): number | null {
  const value = record.get(field);
  return isMillis(value) ? value : null;
}

function member(record: Record, field: string): string {
  const value = record.get(field);
  return isId(value) ? value : "";
}

function stamp(record: Record, field: string): Stamp | null {
  const value = record.get(field);
  return isStamp(value) ? value : null;
}

/** Who threw a record away; a register that holds nonsense hides nothing. */
export function goneOf(record: Record): Stamp | null {
  return stamp(record, "gone");
}

/** The members of a set that is kept as keys, in one order. */
function setsOf(record: Record, names: readonly string[]): string[][] {
  const sets: string[][] = names.map(() => []);
  for (const [key, item] of record._map) {
    const colon = key.indexOf(":");
    if (colon <= 0 || item.deleted) continue;
    if (item.content.getContent().at(-1) === true)
      sets[names.indexOf(key.slice(0, colon))]?.push(key.slice(colon + 1));
  }
  for (const set of sets) set.sort();
  return sets;
}

const NOWHERE = ["", "", "", ""] as const;

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** A sticky's place; what is not one leads nowhere, so that the sticky shows *Zonder plek*. */
function placeOf(value: unknown): readonly [string, string, string, string] {
  const sound = Array.isArray(value) && value.length === 4 && value.every(isText);
  return sound ? (value as [string, string, string, string]) : NOWHERE;
}

export function readSticky(id: string, record: Record): Sticky {
  const [layer, lane, phase, rank] = placeOf(record.get("at"));
  const [tags = [], personas = []] = setsOf(record, ["tag", "persona"]);
  return {
    id,
    layer,
    lane,
    phase,
    rank,
    text: line(record, "text"),
    color: line(record, "color"),
    by: member(record, "by"),
    on: millis(record, "on") ?? 0,
    evidence: maybe(record, "evidence"),
    channel: maybe(record, "channel"),
    bucket: maybe(record, "bucket"),
    file: maybe(record, "file"),
    tags,
    personas,
    gone: goneOf(record),
  };
}

/** A phase as it is stored; whose step it is follows from the others. */
export interface StoredPhase {
  readonly id: string;
  readonly parent: string | null;
  readonly rank: string;
  readonly title: string;
  readonly note: string;
  readonly change: string | null;
}

export function readPhase(id: string, record: Record): StoredPhase {
  const at = record.get("at");
  const sound =
    Array.isArray(at) && at.length === 2 && isText(at[1]) && (at[0] === null || isText(at[0]));
  const [parent, rank] = sound ? (at as [string | null, string]) : [null, ""];
  return {
    id,
    parent,
    rank,
    title: line(record, "title"),
    note: line(record, "note"),
    change: maybe(record, "change"),
  };
}

export function readLane(id: string, record: Record): Lane {
  return {
    id,
    kind: line(record, "kind"),
    title: line(record, "title"),
    hint: line(record, "hint"),
    rank: line(record, "rank"),
  };
}

export function readLayer(id: string, record: Record): Layer {
  return {
    id,
    kind: line(record, "kind"),
    title: line(record, "title"),
    rank: line(record, "rank"),
    measuredOn: millis(record, "measured_on"),
  };
}

export function readStage(id: string, record: Record): Stage {
  return {
    id,
    purpose: line(record, "purpose"),
    title: line(record, "title"),
    question: line(record, "question"),
    rank: line(record, "rank"),
    done: stamp(record, "done"),
  };
}

export function readPersona(id: string, record: Record): Persona {
  const [labels = [], channels = [], traits = []] = setsOf(record, ["label", "channel", "trait"]);
  return {
    id,
    name: line(record, "name"),
    motto: line(record, "motto"),
    color: line(record, "color"),
    marker: line(record, "marker"),
    rank: line(record, "rank"),
    who: line(record, "who"),
    contact: line(record, "contact"),
    barriers: line(record, "barriers"),
    needs: line(record, "needs"),
    labels,
    channels,
    traits,
  };
}

export function readTeam(id: string, record: Record): Team {
  return {
    id,
    title: line(record, "title"),
    short: line(record, "short"),
    kind: line(record, "kind"),
    color: maybe(record, "color"),
  };
}

export function readTag(id: string, record: Record): Tag {
  return { id, title: line(record, "title"), color: maybe(record, "color") };
}

export function readMember(id: string, record: Record): Member {
  return {
    id,
    name: line(record, "name"),
    initials: line(record, "initials"),
    role: line(record, "role"),
    team: maybe(record, "team"),
    left: millis(record, "left"),
  };
}

export function readComment(id: string, record: Record): Comment {
  const about = line(record, "about");
  const [mentions = []] = setsOf(record, ["mention"]);
  return {
    id,
    about: about.includes("/") ? (about as Comment["about"]) : "/",
    text: line(record, "text"),
    by: member(record, "by"),
    on: millis(record, "on") ?? 0,
    replyTo: maybe(record, "reply_to"),
    edited: millis(record, "edited"),
    resolved: stamp(record, "resolved"),
    mentions,
  };
}

function scaleOf(value: unknown): number {
  return value === 3 ? 3 : 5;
}

export function readMeta(meta: Record): Meta {
  return {
    title: line(meta, "title"),
    description: line(meta, "description"),
    personWord: line(meta, "person_word"),
    language: maybe(meta, "language") ?? "nl",
    scale: scaleOf(meta.get("scale")),
    template: maybe(meta, "template"),
  };
}

export function readSwitches(session: Record): Switches {
  return {
    timer: millis(session, "timer"),
    focus: maybe(session, "focus"),
    frameLocked: session.get("frame_locked") === true,
    ownOnly: session.get("own_only") === true,
    private: session.get("private") === true,
    round: maybe(session, "round"),
  };
}

export function readOperation(id: string, record: Record): Operation {
  return {
    id,
    by: line(record, "by"),
    what: line(record, "what"),
    count: millis(record, "count") ?? 0,
    on: millis(record, "on") ?? 0,
    until: millis(record, "until") ?? 0,
    takenBack: stamp(record, "taken_back"),
  };
}

export function readLegend(legend: Record): Legend {
  const captions: { [color: string]: string } = {};
  legend.forEach((caption, color) => {
    if (typeof caption === "string" && caption !== "") captions[color] = caption;
  });
  return captions;
}

/** What the bin calls a record: its title, its name or its text. */
export function nameOf(record: Record): string {
  return line(record, "title") || line(record, "name") || line(record, "text") || "";
}
