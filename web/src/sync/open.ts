/**
 * Opens a board: puts documents, store, edits, undo, replica, connection and presence together into
 * the one session that the view knows. Decides nothing itself but who may do what by role.
 */
import type { DocumentKind } from "../generated/schema.ts";
import { ROLES, type Role } from "../generated/schema.ts";
import type { AnyRef } from "../model/board.ts";
import { Documents, documentOf, parseRef, refOf, rootSchema } from "../model/documents.ts";
import type { Edit } from "../model/edit.ts";
import { editsOf } from "../model/edits.ts";
import { closedBy, may } from "../model/hand.ts";
import { Journal, type TextPlace } from "../model/journal.ts";
import type { Env } from "../model/outside.ts";
import { Store } from "../model/select.ts";
import type {
  BoardSession,
  Me,
  PassageName,
  Rights,
  Status,
  TextBinding,
  Unsent,
} from "../model/session.ts";
import { Binding } from "../model/text.ts";
import { History } from "../model/undo.ts";
import { Slot } from "../model/value.ts";
import { CommandDesk } from "./commands.ts";
import { Connection } from "./connection.ts";
import type { Heard, Hello, Notice } from "./frames.ts";
import { PresenceBook } from "./presence.ts";
import { Replica } from "./replica.ts";
import { statusOf } from "./status.ts";

/** What must be filled before the board counts as ready. */
const SHOWN: readonly DocumentKind[] = ["frame", "map", "talk"];

const NO_RIGHTS: Rights = {
  comment: false,
  map: false,
  frame: false,
  notes: false,
  look: false,
  lead: false,
  manage: false,
};

/** What a role may do; the frame is for facilitators only while it is locked. */
export function rightsOf(role: Role, notes: boolean, frameLocked: boolean): Rights {
  const from = (least: Role) => ROLES.indexOf(role) >= ROLES.indexOf(least);
  return {
    comment: from("commenter"),
    map: from("participant"),
    frame: from(frameLocked ? "facilitator" : "editor"),
    notes: notes && from("editor"),
    look: from("editor"),
    lead: from("facilitator"),
    manage: from("owner"),
  };
}

class Session implements BoardSession {
  readonly board: string;
  readonly store: Store;
  readonly edits: BoardSession["edits"];
  readonly past: BoardSession["past"];
  readonly undo: History;
  readonly presence: PresenceBook;
  readonly commands: CommandDesk;
  readonly status: Slot<Status> = new Slot<Status>({ kind: "opening" });
  readonly me = new Slot<Me>({ member: "", name: "", role: "viewer", rights: NO_RIGHTS });
  readonly refusals = new Slot<readonly Unsent[]>([]);
  readonly #env: Env;
  readonly #docs: Documents;
  readonly #journal: Journal;
  readonly #replica: Replica;
  readonly #connection: Connection;
  #hello: Hello | null = null;
  #serverAhead = 0;
  #failed = false;
  #readOnly = false;
  #trouble = false;
  #almostFull = false;

  constructor(board: string, env: Env) {
    this.board = board;
    this.#env = env;
    const client = newClient(env);
    this.#docs = new Documents(client);
    this.store = new Store(this.#docs);
    this.#journal = new Journal(this.#docs, () => [this.me.get().member, this.now()]);
    this.presence = new PresenceBook(env, client, (frame) => this.#connection.send(frame));
    this.undo = new History(this.#docs, this.#journal, (writer) => this.presence.whoIs(writer));
    this.commands = new CommandDesk(env, (frame) => this.#connection.send(frame));
    this.#replica = new Replica(this.#docs, this.#journal, {
      send: (frame) => this.#connection.send(frame),
      restart: () => this.#connection.event({ kind: "restart" }),
      newClient: () => newClient(env),
      offer: (edits, why) => this.#offer(edits, why),
      changed: () => this.#settle(),
    });
    this.#connection = new Connection(env, {
      address: () => this.#address(),
      heard: (heard) => this.#hear(heard),
      disconnected: () => this.#disconnected(),
      afresh: () => this.#replica.afresh(),
      changed: () => this.#settle(),
      probe: async () => (await env.request({ method: "GET", path: this.#path() })).status,
    });
    const { store, me, undo: history } = this;
    const hand = { docs: this.#docs, store, journal: this.#journal, history, me, env };
    this.edits = editsOf(hand);
    this.past = async (map, frame) => (await import("../model/past.ts")).pastOf(hand, map, frame);
    this.store.switches.subscribe(() => this.#judge());
    this.#connection.open();
  }

  readonly text = (of: AnyRef | PassageName, field?: string): TextBinding | null => {
    const place = placeOf(of, field);
    if (place === null) return null;
    const { document, root, id } = place;
    const text = this.#docs.text(document, root, id ?? null, field ?? null);
    const max = maxOf(place);
    if (text === null || max === null) return null;
    const { store, me } = this;
    const docs = this.#docs;
    const desk = {
      docs,
      journal: this.#journal,
      mayWrite: () =>
        may(me.get().rights, place.document) &&
        (id === undefined || closedBy({ docs, store, me }, refOf(root, id)) === null),
      typed: (typing: Omit<Parameters<History["pushTyping"]>[1], "record">) =>
        this.undo.pushTyping(
          { name: "type", count: 1, subject: text.toString().slice(0, 40) },
          { ...typing, record: refOf(root, id ?? "") },
        ),
    };
    return new Binding(desk, place, text, max);
  };

  readonly now = (): number => Math.max(0, Math.round(this.#env.now() + this.#serverAhead));

  readonly unsent = (): Unsent | null => {
    const edits = this.#replica.unsent();
    return edits.length === 0 ? null : this.#file(edits, "unsent");
  };

  readonly hint: BoardSession["hint"] = (hint) => this.#connection.event({ kind: "hint", hint });

  readonly dismissRefusal = (unsent: Unsent): void => {
    this.refusals.set(this.refusals.get().filter((one) => one !== unsent));
  };

  readonly close = (): void => {
    this.presence.close();
    this.#connection.close();
    this.commands.giveUp();
    this.store.close();
    this.#docs.destroy();
  };

  #path(): string {
    return `v1/boards/${encodeURIComponent(this.board)}`;
  }

  #address(): string {
    const { epoch } = this.#replica;
    const known = epoch === null ? "" : `?epoch=${epoch}`;
    return `live/${encodeURIComponent(this.board)}${known}`;
  }

  #hear(heard: Heard): void {
    switch (heard.kind) {
      case "hello":
        // What was asked of another history of the board is not asked of this one.
        if ((this.#replica.epoch ?? heard.hello.epoch) !== heard.hello.epoch)
          this.commands.giveUp();
        this.#replica.hear(heard);
        this.#greet(heard.hello);
        this.commands.connected();
        return;
      case "presence":
        this.presence.hear(heard.update);
        return;
      case "result":
        this.commands.hear(heard.request, heard.result);
        return;
      case "notice":
        this.#notice(heard.notice);
        return;
      default:
        break;
    }
    this.#replica.hear(heard);
  }

  #greet(hello: Hello): void {
    const first = this.#hello === null || this.#failed;
    this.#hello = hello;
    this.#failed = false;
    if (first) {
      this.#readOnly = false;
      this.#trouble = false;
    }
    this.#serverAhead = Number.isFinite(hello.now) ? hello.now - this.#env.now() : 0;
    this.#judge();
    this.presence.greeted(hello.member);
  }

  /** Who may do what follows from the role, the channels and the lock; and what waits in vain. */
  #judge(): void {
    const hello = this.#hello;
    if (hello === null) return;
    const locked = this.store.switches.get().frameLocked;
    const rights = rightsOf(hello.role, hello.channels.includes("notes"), locked);
    const { member, name, role } = hello;
    this.me.set({ member, name, role, rights });
    const lost = (["map", "frame", "notes"] as const).filter((kind) => !rights[kind]);
    for (const kind of lost) this.#replica.giveUp(kind, "right");
  }

  #notice(notice: Notice): void {
    switch (notice) {
      case "read_only":
        this.#readOnly = true;
        break;
      case "storage_trouble":
        this.#trouble = true;
        break;
      case "storage_back":
        this.#readOnly = false;
        this.#trouble = false;
        break;
      case "almost_full":
        this.#almostFull = true;
        break;
      default:
        return;
    }
    this.#settle();
  }

  #disconnected(): void {
    this.#failed = true;
    this.#replica.disconnected();
    this.presence.disconnected();
    this.commands.disconnected();
  }

  #offer(edits: readonly Edit[], why: string): void {
    this.refusals.set([...this.refusals.get(), this.#file(edits, why)]);
  }

  #file(edits: readonly Edit[], why: string): Unsent {
    const on = new Date(this.#env.now()).toISOString();
    const text = JSON.stringify({ reisbord: 1, board: this.board, on, why, edits }, null, 2);
    const name = `reisbord-${this.board}-${on.slice(0, 16).replace(":", "")}.json`;
    return { name, text: `${text}\n`, edits: edits.length, why };
  }

  /** Called after anything that the status is made of. */
  #settle(): void {
    const { link } = this.#connection;
    if (link.at === "waiting" && link.attempt > 0) this.#failed = true;
    const ready = this.store.ready.get() || this.#replica.isSynced(SHOWN);
    this.store.ready.set(ready);
    const next = statusOf({
      link,
      ready,
      failed: this.#failed,
      pending: this.#replica.pending,
      readOnly: this.#readOnly,
      trouble: this.#trouble,
      almostFull: this.#almostFull,
    });
    if (JSON.stringify(next) !== JSON.stringify(this.status.get())) this.status.set(next);
  }
}

/** 32 random bits, as browsers number their replicas; never 0, which means nobody. */
function newClient(env: Env): number {
  return Math.max(1, env.random() >>> 0);
}

/** `stickies/abc` and a field, or `text.goal` and none. */
function placeOf(of: string, field: string | undefined): TextPlace | null {
  const ref = field === undefined ? null : parseRef(of);
  const document = documentOf(ref?.root ?? of);
  if (document === null) return null;
  return ref === null || field === undefined ? { document, root: of } : { document, ...ref, field };
}

function maxOf({ document, root, field }: TextPlace): number | null {
  const schema = rootSchema(document, root);
  if (schema?.shape === "text") return schema.max;
  const found = schema?.shape === "records" && field !== undefined ? schema.fields[field] : null;
  return found?.kind === "text" ? found.max : null;
}

/** One board, open and connecting. Close it when the page leaves. */
export function openBoard(board: string, env: Env): BoardSession {
  return new Session(board, env);
}
