/**
 * What one person has in hand on an open board: the layer they look at, what they write on, which
 * menu or dialog is open, what was just said. Actions change it, the view draws it. No DOM, no React.
 */
import type { Color } from "../generated/schema.ts";
import { words } from "../i18n/language.ts";
import type { BoardSession } from "../model/session.ts";
import { Slot } from "../model/value.ts";
import type { Copied, Pasting } from "./clipboard.ts";
import type { Finding, Found } from "./finding.ts";
import type { Page } from "./page.ts";
import { Selection } from "./selection.ts";
import type { Target } from "./target.ts";

/** A place on the screen, for a menu. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Everything as it happens, a count now and then, or nothing. */
export type Hearing = "everything" | "summary" | "off";

export interface MenuRequest {
  readonly target: Target;
  readonly at: Point;
}

/** `asked`: somebody wants to read it now; else it only follows the selection. */
export interface PanelRequest {
  readonly target: Target;
  readonly asked: boolean;
  /** The part that takes the focus; its title when it is none in particular. */
  readonly part?: "comments";
}

/** From which sticky, and how it is bound. */
export interface LinkingRequest {
  readonly from: string;
  readonly kind: "depends_on" | "leads_to";
}

export type DialogRequest =
  | { readonly kind: "move" | "label"; readonly stickies: readonly string[] }
  | { readonly kind: "paste"; readonly pasting: Pasting }
  | { readonly kind: "gone"; readonly target: Target }
  | { readonly kind: "hint"; readonly lane: string }
  | {
      readonly kind:
        | "heart_table"
        | "tags"
        | "share"
        | "lead"
        | "comments"
        | "versions"
        | "help"
        | "people"
        | "bin"
        | "legend"
        | "rename_board";
    };

export interface Toast {
  readonly key: number;
  readonly text: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

/** What is being written: a sticky, or the title of a phase or lane. */
export type Writing =
  | { readonly kind: "sticky"; readonly id: string; readonly start: "all" | "end" }
  | { readonly kind: "title"; readonly of: Target; readonly fresh: boolean };

export class Desk {
  readonly session: BoardSession;
  readonly page: Page;
  readonly layer = new Slot("current");
  /** Whether now and later stand side by side; the layer is then the half that has the focus. */
  readonly side = new Slot(false);
  /** A dependency whose other end is being chosen. */
  readonly linking = new Slot<LinkingRequest | null>(null);
  /** What is folded on this screen: `lanes/id`, `phases/id`. */
  readonly folded = new Slot<ReadonlySet<string>>(new Set());
  /** Whether this is the screen on the wall, on which every finger drags. */
  readonly big = new Slot(false);
  /** How much of what others do is said aloud. */
  readonly hearing = new Slot<Hearing>("everything");
  /** The phase that is large on this screen, its neighbours small. */
  readonly lookedAt = new Slot<string | null>(null);
  /** How large the map is on this screen; 1 is true size. */
  readonly zoom = new Slot(1);
  readonly selection = new Selection();
  /** The paper chosen for what comes next; null follows the lane. */
  readonly color = new Slot<Color | null>(null);
  readonly writing = new Slot<Writing | null>(null);
  /** Whether a sticky is carried by hand: until it falls, the map holds still. */
  readonly carrying = new Slot(false);
  readonly menu = new Slot<MenuRequest | null>(null);
  readonly dialog = new Slot<DialogRequest | null>(null);
  /** Whose hartslag is set; null is the first persona. */
  readonly persona = new Slot<string | null>(null);
  /** What the panel over the map is about; null while nobody asked for it. */
  readonly panel = new Slot<PanelRequest | null>(null);
  /** What somebody looks for; null while nobody searches. */
  readonly finding = new Slot<Finding | null>(null);
  readonly found = new Slot<Found | null>(null);
  readonly toast = new Slot<Toast | null>(null);
  /** Shortcuts of one letter; people who speak to their machine switch them off. */
  readonly letters = new Slot(true);
  /** Where the focus should go once the page shows it. */
  readonly wanted = new Slot<Target | null>(null);
  /** The last thing said, politely or at once. */
  readonly polite = new Slot("");
  readonly assertive = new Slot("");
  /** What was copied last; it may have left for another program since. */
  copied: Copied | null = null;
  /** What was typed for a field that was still on its way. */
  typed = "";
  #toasts = 0;

  constructor(session: BoardSession, page: Page) {
    this.session = session;
    this.page = page;
    this.layer.subscribe(() => {
      // Side by side both journeys are on the map, and so is what is selected in either.
      if (!this.side.get()) this.selection.clear();
    });
    this.side.subscribe(() => this.selection.clear());
  }

  /** What was typed ahead, once. */
  takeTyped(): string {
    const { typed } = this;
    this.typed = "";
    return typed;
  }

  say(text: string): void {
    this.polite.set("");
    this.polite.set(text);
  }

  alert(text: string): void {
    this.assertive.set("");
    this.assertive.set(text);
  }

  /** Shows what happened, and says it. */
  tell(text: string, action: Toast["action"] = null): void {
    this.#toasts += 1;
    this.toast.set({ key: this.#toasts, text, action });
    this.say(text);
  }

  /** Puts the focus there; what it stands in unfolds. */
  focus(target: Target): void {
    if (target.kind === "sticky" || target.kind === "cell") {
      const parts = [`lanes/${target.lane}`, `phases/${target.phase}`];
      const folded = this.folded.get();
      if (parts.some((part) => folded.has(part))) {
        this.folded.set(new Set([...folded].filter((part) => !parts.includes(part))));
      }
    }
    this.wanted.set(null);
    this.wanted.set(target);
  }

  openPanel(target: Target, part?: "comments"): void {
    this.panel.set({ target, asked: true, ...(part === undefined ? {} : { part }) });
  }

  /** An open panel goes along with the selection. */
  followWithPanel(target: Target): void {
    if (this.panel.get() !== null) this.panel.set({ target, asked: false });
  }

  /** Whether a switch of the session keeps this person off all of these stickies; says which. */
  isClosed(...ids: readonly string[]): boolean {
    const whys = ids.map((id) => this.session.edits.closed(`stickies/${id}`));
    const [why] = whys;
    if (why === null || why === undefined || whys.includes(null)) return false;
    this.tell(words().protect.closed[why]);
    return true;
  }

  write(id: string, start: "all" | "end" = "end"): void {
    if (this.isClosed(id)) return;
    this.writing.set({ kind: "sticky", id, start });
  }

  writeTitle(of: Target, fresh = false): void {
    this.writing.set({ kind: "title", of, fresh });
  }
}
