/**
 * What a board looks like to whoever reads it: plain immutable values, already mended, with the
 * names of `crdt/src/read.rs`. A value is a new object exactly when something in it changed.
 * Absent fields are `null`; unknown words of a newer page are kept as they are.
 */
import type {
  Bucket,
  Change,
  Channel,
  Color,
  Evidence,
  LaneKind,
  LayerKind,
  Marker,
  Operation as OperationWord,
  Purpose,
  Role,
  Stamp,
  TeamKind,
} from "../generated/schema.ts";
import type { ActionShelf } from "./actions.ts";
import type { Unsubscribe, Value } from "./value.ts";

/** A word of the schema, or one that only a newer page knows. */
export type Word<T extends string> = T | (string & { readonly unknown?: never });

/** A reference to any record: `root/id`. */
export type AnyRef = `${string}/${string}`;

export interface Meta {
  readonly title: string;
  readonly description: string;
  readonly personWord: string;
  readonly language: string;
  readonly scale: number;
  readonly template: string | null;
}

export interface Stage {
  readonly id: string;
  readonly purpose: Word<Purpose>;
  readonly title: string;
  readonly question: string;
  readonly rank: string;
  readonly done: Stamp | null;
}

export interface Layer {
  readonly id: string;
  readonly kind: Word<LayerKind>;
  readonly title: string;
  readonly rank: string;
  readonly measuredOn: number | null;
}

/** A phase, or a step when it has a parent. `steps` are in order; a step has none. */
export interface Phase {
  readonly id: string;
  readonly parent: string | null;
  readonly rank: string;
  readonly title: string;
  readonly note: string;
  readonly change: Word<Change> | null;
  readonly steps: readonly Phase[];
}

/** A column of the map: a phase without steps, a step, or the *Hele fase* of a phase with steps. */
export interface Column {
  /** The phase that a sticky in this column names. */
  readonly phase: string;
  /** The phase in the upper row of the header. */
  readonly under: string;
  readonly whole: boolean;
  readonly title: string;
}

export interface Lane {
  readonly id: string;
  readonly kind: Word<LaneKind>;
  readonly title: string;
  readonly hint: string;
  readonly rank: string;
}

/** What the grid is made of. *Hele fase* columns show when they hold something, in any layer. */
export interface Structure {
  readonly layer: string;
  readonly phases: readonly Phase[];
  readonly columns: readonly Column[];
  readonly lanes: readonly Lane[];
}

export interface Sticky {
  readonly id: string;
  readonly layer: string;
  readonly lane: string;
  readonly phase: string;
  readonly rank: string;
  readonly text: string;
  readonly color: Word<Color>;
  readonly by: string;
  readonly on: number;
  readonly evidence: Word<Evidence> | null;
  readonly channel: Word<Channel> | null;
  readonly bucket: Word<Bucket> | null;
  readonly file: string | null;
  readonly tags: readonly string[];
  readonly personas: readonly string[];
  /** Who threw it away and when; the bin shows it. */
  readonly gone: Stamp | null;
}

export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly motto: string;
  readonly color: Word<Color>;
  readonly marker: Word<Marker>;
  readonly rank: string;
  readonly who: string;
  readonly contact: string;
  readonly barriers: string;
  readonly needs: string;
  readonly labels: readonly string[];
  readonly channels: readonly string[];
  readonly traits: readonly string[];
}

/** What stays with a persona: how it began, what hit hardest, how it ended. */
export type Moment = "begin" | "peak" | "end";

export function momentKey(layer: string, persona: string, moment: Moment): string {
  return `${layer}:${persona}:${moment}`;
}

export interface Team {
  readonly id: string;
  readonly title: string;
  readonly short: string;
  readonly kind: Word<TeamKind>;
  readonly color: Word<Color> | null;
}

export interface Tag {
  readonly id: string;
  readonly title: string;
  readonly color: Word<Color> | null;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly role: Word<Role>;
  readonly team: string | null;
  readonly left: number | null;
}

export interface Comment {
  readonly id: string;
  readonly about: AnyRef;
  readonly text: string;
  readonly by: string;
  readonly on: number;
  readonly replyTo: string | null;
  readonly edited: number | null;
  readonly resolved: Stamp | null;
  readonly mentions: readonly string[];
}

/** What was said on a board, without what was removed. */
export interface CommentShelf {
  /** Oldest first. */
  readonly all: Value<readonly Comment[]>;
  /** About one record, oldest first, answers included. */
  readonly about: (record: AnyRef) => Value<readonly Comment[]>;
  /** Up to when a member has read what was said about each record. */
  readonly seenBy: (member: string) => Value<ReadonlyMap<AnyRef, number>>;
}

/** The switches of the session, as the facilitator set them. */
export interface Switches {
  readonly timer: number | null;
  readonly focus: string | null;
  readonly frameLocked: boolean;
  readonly ownOnly: boolean;
  readonly private: boolean;
  readonly round: string | null;
}

/** What somebody did to many records at once, for a facilitator's eye. */
export interface Operation {
  readonly id: string;
  readonly by: string;
  readonly what: Word<OperationWord>;
  readonly count: number;
  readonly on: number;
  readonly until: number;
  /** Who took it back, and when. */
  readonly takenBack: Stamp | null;
}

/** Color → the board's caption for it; a color without a caption is absent. */
export type Legend = Readonly<Record<string, string>>;

/** Something in the bin. `what` is its title or its text. */
export interface Binned {
  readonly ref: AnyRef;
  readonly root: string;
  readonly id: string;
  readonly what: string;
  readonly by: string;
  readonly on: number;
  /** When the server takes it away for good; null until the server has seen it here. */
  readonly until: number | null;
}

/** The whole board at one moment, as `read` gives it: for tests, lists and files. */
export interface Board {
  readonly meta: Meta;
  readonly stages: readonly Stage[];
  readonly layers: readonly Layer[];
  readonly structures: readonly Structure[];
  readonly cells: readonly Cell[];
  readonly stickies: ReadonlyMap<string, Sticky>;
  readonly unplaced: readonly string[];
  readonly bin: readonly Binned[];
  readonly personas: readonly Persona[];
  readonly legend: Legend;
  readonly members: readonly Member[];
}

/** The stickies at one place, in order. Empty cells are not listed in a `Board`. */
export interface Cell {
  readonly layer: string;
  readonly lane: string;
  readonly phase: string;
  readonly stickies: readonly string[];
}

/** A record of the map or its frame that somebody else changed, and the phase it is in, if any. */
export interface RemoteChange {
  readonly record: AnyRef;
  readonly phase: string | null;
}

/** A board that says per record and per cell when it changed. Every call gives the same object back. */
export interface BoardStore {
  /** False until the first sync has filled the board. */
  readonly ready: Value<boolean>;
  readonly meta: Value<Meta>;
  readonly stages: Value<readonly Stage[]>;
  readonly layers: Value<readonly Layer[]>;
  /** The ids of the layers in which a sticky stands. */
  readonly layersInUse: Value<readonly string[]>;
  readonly structure: (layer: string) => Value<Structure>;
  readonly sticky: (id: string) => Value<Sticky | null>;
  /** The ids of the stickies at a place, in order; without what is in the bin. */
  readonly cell: (layer: string, lane: string, phase: string) => Value<readonly string[]>;
  /** *Zonder plek*: stickies whose layer, lane or phase is not there any more. */
  readonly unplaced: Value<readonly string[]>;
  /** *Prullenbak*, newest first. */
  readonly bin: Value<readonly Binned[]>;
  readonly personas: Value<readonly Persona[]>;
  readonly teams: Value<readonly Team[]>;
  readonly tags: Value<readonly Tag[]>;
  readonly legend: Value<Legend>;
  /** Everybody who ever came, also who left. */
  readonly members: Value<readonly Member[]>;
  readonly member: (id: string) => Value<Member | null>;
  readonly comments: CommentShelf;
  readonly switches: Value<Switches>;
  /** Whether a facilitator locked this record. */
  readonly locked: (record: AnyRef) => Value<boolean>;
  /** Large or odd operations, newest first. */
  readonly feed: Value<readonly Operation[]>;
  /** A passage of the startdocument or the report: the root's name, `text.goal`. */
  readonly passage: (root: string) => Value<string>;
  /** −2…+2, or null: *weet ik niet*. */
  readonly heartbeat: (layer: string, persona: string, phase: string) => Value<number | null>;
  /** The phase of a moment that stays with a persona, or null. */
  readonly moment: (layer: string, persona: string, moment: Moment) => Value<string | null>;
  /** Actions, stand-ups, and what they hang together with. */
  readonly actions: ActionShelf;
  /** How many stickies there are, without the bin. */
  readonly count: Value<number>;
  /** Tells what others change from when the board is ready; once per transaction, so often. */
  /** Before the page draws whatever others changed, the server's own documents too. */
  readonly onOthers: (listener: () => void) => Unsubscribe;
  readonly onRemote: (listener: (changes: readonly RemoteChange[]) => void) => Unsubscribe;
  /** Everything at once; costly, not for rendering. */
  readonly read: () => Board;
}
