/**
 * What an open board offers to the view: the store to read, the edits to write, undo, presence,
 * commands and the true state of the connection. These are types only; `sync/open.ts` makes one.
 * Knows no DOM and no React; nothing here shows that there is Yjs behind it.
 */
import type { Change, Color, DocumentKind, LaneKind, Role } from "../generated/schema.ts";
import type { ActionDeed, ActionEdits } from "./action-edits.ts";
import type { AnyRef, BoardStore, Word } from "./board.ts";
import type { DetailEdits } from "./details.ts";
import type { LinkDeed, LinkEdits } from "./linking.ts";
import type { PersonaEdits } from "./personas.ts";
import type { PlacingEdits } from "./placing.ts";
import type { StandupDeed, StandupEdits } from "./standup-edits.ts";
import type { Unsubscribe, Value } from "./value.ts";

/** One board, open. Close it when the page leaves. */
export interface BoardSession {
  readonly board: string;
  readonly store: BoardStore;
  readonly edits: Edits;
  readonly undo: Undo;
  readonly presence: Presence;
  readonly commands: Commands;
  readonly status: Value<Status>;
  /** The server's time, as far as this page knows it. */
  readonly now: () => number;
  readonly me: Value<Me>;
  /** Work that the server did not take, offered as a file; newest last. */
  readonly refusals: Value<readonly Unsent[]>;
  /** The text of a record's field, or a passage (`text.goal`); null when it is not there. */
  readonly text: (of: AnyRef | PassageName, field?: string) => TextBinding | null;
  /** A board as it was, out of the two documents of a version; refused when they cannot be read. */
  readonly past: (map: Uint8Array, frame: Uint8Array) => Promise<Past>;
  /** What is not on disk yet as a file, or null when everything is. */
  readonly unsent: () => Unsent | null;
  /** The view tells what it notices: the network, the tab, a wake-up. Shortens waits. */
  readonly hint: (hint: Hint) => void;
  readonly dismissRefusal: (unsent: Unsent) => void;
  readonly close: () => void;
}

/** How a record differs from what it was. */
export interface Difference {
  readonly ref: AnyRef;
  /** `gone`: it was there and is not now. `added`: the other way round. */
  readonly how: "gone" | "changed" | "added";
  readonly what: string;
}

/** An earlier version of the board, to look at and to take things back from. Close it after use. */
export interface Past {
  readonly store: BoardStore;
  readonly differences: () => readonly Difference[];
  /** Each as one step of undo. Which of these may not be changed now stays as it is. */
  readonly restore: (refs: readonly AnyRef[]) => boolean;
  readonly restoreAll: () => boolean;
  readonly close: () => void;
}

/** A root text: a passage of the startdocument or the report. */
export type PassageName = `text.${string}`;

export type Hint = "online" | "offline" | "visible" | "hidden" | "resumed";

/** Work as a file that a person can keep. */
export interface Unsent {
  readonly name: string;
  readonly text: string;
  readonly edits: number;
  readonly why: string;
}

/** Who you are on this board, and what you may do. All false until the server said hello. */
export interface Me {
  readonly member: string;
  readonly name: string;
  readonly role: Role;
  readonly rights: Rights;
}

export interface Rights {
  readonly comment: boolean;
  /** Stickies and everything else on the map. */
  readonly map: boolean;
  /** Phases, lanes and the rest of the structure; false for editors while the frame is locked. */
  readonly frame: boolean;
  readonly notes: boolean;
  /** Earlier versions. */
  readonly look: boolean;
  /** Timer, focus, locking: facilitators. */
  readonly lead: boolean;
  /** Links, members, archive: owners. */
  readonly manage: boolean;
}

/** What the corner of the page says. "Saved" means on disk. */
export type Status =
  | { readonly kind: "opening" }
  | { readonly kind: "saved"; readonly almostFull: boolean }
  | { readonly kind: "saving"; readonly pending: number; readonly almostFull: boolean }
  | { readonly kind: "offline"; readonly pending: number; readonly retryAt: number | null }
  | { readonly kind: "read_only"; readonly pending: number }
  | { readonly kind: "storage_trouble"; readonly pending: number }
  | { readonly kind: "ended"; readonly why: Ending; readonly pending: number };

/** Why the page does not come back by itself. */
export type Ending = "sign_in" | "forbidden" | "no_board" | "unreadable";

/** Where a sticky goes: a cell, and before which of its stickies (null: at the end). */
export interface Spot {
  readonly layer: string;
  readonly lane: string;
  readonly phase: string;
  readonly before: string | null;
}

/**
 * Every change a person can make. What is not allowed, does not exist or changes nothing gives
 * false or null and writes nothing. Each call is one step of undo.
 */
export interface Edits
  extends DetailEdits,
    PersonaEdits,
    LinkEdits,
    PlacingEdits,
    ActionEdits,
    StandupEdits {
  readonly recolour: (ids: readonly string[], color: Color) => boolean;
  readonly throwAway: (records: readonly AnyRef[]) => boolean;
  readonly putBack: (records: readonly AnyRef[]) => boolean;
  /**
   * An emptied sticky disappears, after its text was closed. Undo brings its words back; when it
   * never had any, and nobody else wrote in it, undo knows of it no more.
   */
  readonly discard: (id: string) => boolean;

  readonly addPhase: (title: string, before: string | null) => string | null;
  readonly addPhases: (titles: readonly string[]) => readonly string[];
  /** The first step of a phase takes over what stands in the phase. */
  readonly addStep: (phase: string, title: string, before: string | null) => string | null;
  readonly renamePhase: (phase: string, title: string) => boolean;
  /** How the desired journey differs here; null says nothing about it. */
  readonly changePhase: (phase: string, change: Change | null) => boolean;
  readonly notePhase: (phase: string, note: string) => boolean;
  readonly movePhase: (phase: string, parent: string | null, before: string | null) => boolean;
  /** `to` is the phase that takes over the stickies; null leaves them *Zonder plek*. */
  readonly throwAwayPhase: (phase: string, to: string | null) => boolean;
  /** How many stickies stand in a phase and its steps, over all layers. */
  readonly stickiesInPhase: (phase: string) => number;

  readonly addLane: (
    kind: LaneKind,
    title: string,
    hint: string,
    before: string | null,
  ) => string | null;
  readonly renameLane: (lane: string, title: string, hint?: string) => boolean;
  readonly moveLane: (lane: string, before: string | null) => boolean;
  readonly throwAwayLane: (lane: string, to: string | null) => boolean;
  readonly stickiesInLane: (lane: string) => number;

  readonly renameBoard: (title: string) => boolean;
  readonly describeBoard: (description: string) => boolean;
  readonly caption: (color: Color, caption: string) => boolean;
  /** Which switch of the session keeps this member off a record; null when none does. */
  readonly closed: (record: AnyRef) => Closed | null;
  /** Whether this member may change that document now. */
  readonly may: (document: DocumentKind) => boolean;
}

/** A record that was locked by itself; or somebody else's sticky while everybody has only their own. */
export type Closed = "locked" | "own_only";

/** What was done, so that the view can say it in words. */
export interface Deed {
  readonly name: DeedName;
  /** How many records it touched. */
  readonly count: number;
  /** The title or the first words of the first record, for "‘Wachten’ hernoemd". */
  readonly subject: string;
}

export type DeedName =
  | LinkDeed
  | "add_sticky"
  | "move_sticky"
  | "copy_sticky"
  | "recolour"
  | "tag"
  | "describe"
  | "involve"
  | "add_tag"
  | "change_tag"
  | "throw_away"
  | "put_back"
  | "restore"
  | "type"
  | "add_phase"
  | "add_step"
  | "rename_phase"
  | "change_phase"
  | "note_phase"
  | "move_phase"
  | "throw_away_phase"
  | "add_lane"
  | "rename_lane"
  | "move_lane"
  | "throw_away_lane"
  | "rename_board"
  | "caption"
  | "heartbeat"
  | "moment"
  | "add_persona"
  | "change_persona"
  | "move_persona"
  | ActionDeed
  | StandupDeed;

/** What undo did. `left` are the records that somebody changed since, which stay as they are. */
export interface Undone {
  readonly deed: Deed;
  readonly done: number;
  readonly left: readonly { readonly record: AnyRef; readonly by: string | null }[];
}

/** Undo of your own edits, newest first. */
export interface Undo {
  readonly next: Value<{ readonly undo: Deed | null; readonly redo: Deed | null }>;
  readonly undo: () => Undone | null;
  readonly redo: () => Undone | null;
}

/** One piece of a change in a text, in the manner of a Yjs delta. */
export type TextDelta =
  | { readonly retain: number }
  | { readonly insert: string }
  | { readonly delete: number };

/** A place in a text that moves along with edits: a Yjs relative position as JSON. */
export type TextPlace = Readonly<Record<string, unknown>>;

/** One text under a `<textarea>`. Own typing goes in with `splice`; others' comes out of `observe`. */
export interface TextBinding {
  readonly get: () => string;
  /** Replaces `remove` UTF-16 units at `at`; what is over the limit is cut off. */
  readonly splice: (at: number, remove: number, insert: string) => void;
  /** Tells every change that did not come from `splice`. */
  readonly observe: (listener: (delta: readonly TextDelta[]) => void) => Unsubscribe;
  readonly place: (index: number) => TextPlace;
  /** The index of a place now; null when it is not in this text. */
  readonly index: (place: TextPlace) => number | null;
  /** Undo of own typing in this text only; whether there was something. */
  readonly undo: () => boolean;
  readonly redo: () => boolean;
  /** UTF-16 units that fit. */
  readonly max: number;
  readonly close: () => void;
}

/** Somebody who has the board open now. One person with two windows is one person. */
export interface Person {
  /** The member's id. */
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly team: string | null;
  readonly role: Word<Role>;
  readonly color: string;
}

/** What a window shows of itself; every field only when it applies. */
export interface Presenting {
  readonly focus?: AnyRef;
  readonly cell?: readonly [layer: string, lane: string, phase: string];
  readonly caret?: { readonly record: AnyRef; readonly from: TextPlace; readonly to: TextPlace };
  readonly pointer?: {
    readonly lane: string;
    readonly phase: string;
    /** Fractions of the cell. */
    readonly x: number;
    readonly y: number;
  };
  /** In a stand-up: which one, at which action, and since when this window drives. */
  readonly standup?: {
    readonly id: string;
    readonly action: string;
    readonly drives?: number;
  };
  readonly drag?: {
    readonly records: readonly AnyRef[];
    readonly over: readonly [layer: string, lane: string, phase: string];
  };
}

/** One window of somebody else. */
export interface Window {
  /** The presence id: one per window. */
  readonly key: number;
  readonly person: Person;
  readonly state: Presenting;
}

/** Who else is here. Pointers move often: subscribe per window, and draw them outside React. */
export interface Presence {
  /** Changes only when somebody comes, goes or changes name, colour or role. */
  readonly people: Value<readonly Person[]>;
  /** The keys of the windows of others; changes only when one opens or closes. */
  readonly windows: Value<readonly number[]>;
  readonly window: (key: number) => Value<Window | null>;
  /** The windows that have this record in focus, drag it or have their caret in it. */
  readonly at: (record: AnyRef) => Value<readonly Window[]>;
  /** Replaces what you show; sent at most twenty times a second. */
  readonly show: (state: Presenting) => void;
}

/** Requests that the server checks and carries out; resolved when on disk. */
export interface Commands {
  readonly comment: (
    about: AnyRef,
    text: string,
    more?: { readonly replyTo?: string; readonly mentions?: readonly string[] },
  ) => Promise<CommandResult>;
  readonly editComment: (id: string, text: string) => Promise<CommandResult>;
  readonly removeComment: (id: string) => Promise<CommandResult>;
  readonly resolveComment: (id: string, resolved: boolean) => Promise<CommandResult>;
  /** That this member read what was said about a record, up to a moment. */
  readonly sawComments: (about: AnyRef, until: number) => Promise<CommandResult>;
  readonly setName: (name: string, team?: string) => Promise<CommandResult>;
  readonly lockFrame: (locked: boolean) => Promise<CommandResult>;
  readonly lock: (record: AnyRef, locked: boolean) => Promise<CommandResult>;
  /** Everybody changes only their own stickies, or all of them again. */
  readonly ownOnly: (on: boolean) => Promise<CommandResult>;
  /** Starts a timer of so many seconds; null stops it. */
  readonly setTimer: (seconds: number | null) => Promise<CommandResult>;
  readonly focusOn: (phase: string | null) => Promise<CommandResult>;
  /** Takes back what one person changed in a stretch of time; without an end, until now. */
  readonly takeBack: (member: string, since: number, until?: number) => Promise<CommandResult>;
}

/** `offline`: there is no connection, or it broke before the answer came. */
export type CommandResult =
  | {
      readonly ok: true;
      /** Of a taking back: how much is as it was, and how much somebody else changed since. */
      readonly taken?: { readonly back: number; readonly left: number };
    }
  | {
      readonly ok: false;
      readonly code: "right" | "unknown" | "invalid" | "busy" | "offline";
      readonly detail: string;
    };
