/**
 * The board as people see it, kept up to date from the documents: one transaction touches only the
 * records it changed and the cells they stand in, and everybody is told once, at its end. Reads and
 * mends with `read.ts` and `layout.ts`; writes nothing. A full re-read gives the same, which a
 * random test checks.
 */
import * as Y from "yjs";
import { BIN_MILLIS } from "../generated/limits.ts";
import type { DocumentKind } from "../generated/schema.ts";
import { ActionBook } from "./action-book.ts";
import {
  type AnyRef,
  type Binned,
  type Board,
  type BoardStore,
  type Cell,
  type Lane,
  type Layer,
  type Legend,
  type Member,
  type Meta,
  type Moment,
  momentKey,
  type Operation,
  type Persona,
  type Phase,
  type RemoteChange,
  type Stage,
  type Sticky,
  type Structure,
  type Switches,
  type Tag,
  type Team,
} from "./board.ts";
import { isId } from "./check.ts";
import { CommentBook } from "./comment-book.ts";
import { type Documents, KINDS, REMOTE, refOf } from "./documents.ts";
import { samePlain } from "./edit.ts";
import { phaseTree, structureOf } from "./layout.ts";
import { Listing } from "./listing.ts";
import { compareText } from "./order.ts";
import {
  goneOf,
  nameOf,
  readLane,
  readLayer,
  readLegend,
  readMember,
  readMeta,
  readOperation,
  readPersona,
  readPhase,
  readStage,
  readSticky,
  readSwitches,
  readTag,
  readTeam,
} from "./read.ts";
import { cellKey, Shelf } from "./shelf.ts";
import { Batch, Slots } from "./slots.ts";
import { type Touched, Watcher } from "./touched.ts";
import { Slot, type Unsubscribe } from "./value.ts";

/** The roots that are kept as lists; each also feeds the bin. */
type ListRoot =
  | "stages"
  | "layers"
  | "phases"
  | "lanes"
  | "personas"
  | "teams"
  | "tags"
  | "members";

/** A value of the hartslag: −2…+2. */
function isFeeling(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(value as number) <= 2;
}

/** The roots whose thrown away records the bin shows. A link goes and comes with what it binds. */
function isBinned(root: string): boolean {
  return root !== "members" && root !== "comments" && root !== "links";
}

export class Store implements BoardStore {
  readonly #docs: Documents;
  readonly #batch = new Batch();
  readonly #shelf = new Shelf();
  readonly #binned = new Map<AnyRef, Binned>();
  readonly #stop: Unsubscribe[] = [];
  readonly #remote = new Set<(changes: readonly RemoteChange[]) => void>();
  readonly #others = new Set<() => void>();
  readonly #lists = {
    stages: new Listing<Stage>(readStage),
    layers: new Listing<Layer>(readLayer),
    phases: new Listing(readPhase),
    lanes: new Listing<Lane>(readLane),
    personas: new Listing<Persona>(readPersona),
    teams: new Listing<Team>(readTeam),
    tags: new Listing<Tag>(readTag),
    members: new Listing<Member>(readMember),
  };
  #phases: readonly Phase[] = [];
  #phaseIds: ReadonlySet<string> = new Set();

  readonly ready = new Slot(false);
  readonly meta: Slot<Meta>;
  readonly stages = new Slot<readonly Stage[]>([]);
  readonly layers = new Slot<readonly Layer[]>([]);
  readonly layersInUse = new Slot<readonly string[]>([]);
  readonly personas = new Slot<readonly Persona[]>([]);
  readonly teams = new Slot<readonly Team[]>([]);
  readonly tags = new Slot<readonly Tag[]>([]);
  readonly members = new Slot<readonly Member[]>([]);
  readonly legend: Slot<Legend>;
  readonly switches: Slot<Switches>;
  readonly feed = new Slot<readonly Operation[]>([]);
  readonly unplaced = new Slot<readonly string[]>([]);
  readonly bin = new Slot<readonly Binned[]>([]);
  readonly count = new Slot(0);

  readonly actions: ActionBook;
  readonly comments: CommentBook;
  readonly #stickySlots = new Slots<Sticky | null>(this.#batch, (id) => this.#shelf.get(id));
  readonly #cellSlots = new Slots(this.#batch, (key) => this.#shelf.order(key), samePlain);
  readonly #lockSlots = new Slots(
    this.#batch,
    (record) => this.#docs.map("talk", "locks").get(record) === true,
  );
  readonly #memberSlots = new Slots(this.#batch, (id) => this.#lists.members.get(id));
  readonly #structureSlots = new Slots(this.#batch, (layer) => this.#structureNow(layer));
  readonly #structures = new Map<string, Structure>();
  readonly #passageSlots = new Slots(this.#batch, (root) =>
    this.#docs.doc("frame").getText(root).toString(),
  );
  readonly #heartSlots = new Slots(this.#batch, (key) => {
    const value = this.#docs.map("map", "heartbeat").get(key);
    return isFeeling(value) ? value : null;
  });

  readonly #momentSlots = new Slots(this.#batch, (key) => {
    const phase = this.#docs.map("map", "moments").get(key);
    return isId(phase) ? phase : null;
  });

  constructor(docs: Documents) {
    this.#docs = docs;
    this.actions = new ActionBook(docs, this.#batch);
    this.comments = new CommentBook(docs, this.#batch);
    this.meta = new Slot(readMeta(docs.map("frame", "meta")));
    this.legend = new Slot(readLegend(docs.map("frame", "legend")));
    this.switches = new Slot(readSwitches(docs.map("talk", "session")));
    for (const kind of KINDS) {
      this.#follow(kind, docs.doc(kind));
      this.#reread(kind);
    }
    this.#stop.push(
      docs.onSwap((kind, doc) => {
        this.#follow(kind, doc);
        this.#reread(kind);
      }),
    );
  }

  readonly onOthers: BoardStore["onOthers"] = (listener) => {
    this.#others.add(listener);
    return () => this.#others.delete(listener);
  };

  readonly onRemote: BoardStore["onRemote"] = (listener) => {
    this.#remote.add(listener);
    return () => {
      this.#remote.delete(listener);
    };
  };

  readonly sticky = (id: string) => this.#stickySlots.of(id);
  readonly locked = (record: AnyRef) => this.#lockSlots.of(record);
  readonly cell = (layer: string, lane: string, phase: string) =>
    this.#cellSlots.of(cellKey(layer, lane, phase));
  readonly structure = (layer: string) => this.#structureSlots.of(layer);
  readonly member = (id: string) => this.#memberSlots.of(id);
  readonly passage = (root: string) => this.#passageSlots.of(root);
  readonly heartbeat = (layer: string, persona: string, phase: string) =>
    this.#heartSlots.of(`${layer}:${persona}:${phase}`);

  readonly moment = (layer: string, persona: string, moment: Moment) =>
    this.#momentSlots.of(momentKey(layer, persona, moment));

  /** Every feeling about a phase, also of personas in the bin. */
  beatsIn(phase: string): readonly { readonly key: string; readonly value: number }[] {
    const beats: { key: string; value: number }[] = [];
    this.#docs.map("map", "heartbeat").forEach((value, key) => {
      if (key.endsWith(`:${phase}`) && isFeeling(value)) beats.push({ key, value });
    });
    return beats;
  }

  /** The lanes in order. */
  get lanes(): readonly Lane[] {
    return this.#lists.lanes.list();
  }

  /** The phases in order, with their steps. */
  get phases(): readonly Phase[] {
    return this.#phases;
  }

  /** Every sticky, also those in the bin. */
  stickies(): Iterable<Sticky> {
    return this.#shelf.all().values();
  }

  close(): void {
    for (const stop of this.#stop) stop();
  }

  readonly read = (): Board => ({
    meta: this.meta.get(),
    stages: this.stages.get(),
    layers: this.layers.get(),
    structures: this.layers.get().map((layer) => this.structure(layer.id).get()),
    cells: this.#cellsNow(),
    stickies: new Map(this.#shelf.all()),
    unplaced: this.unplaced.get(),
    bin: this.bin.get(),
    personas: this.personas.get(),
    legend: this.legend.get(),
    members: this.members.get(),
  });

  #follow(kind: DocumentKind, doc: Y.Doc): void {
    const watcher = new Watcher(doc);
    const after = (transaction: Y.Transaction) => {
      if (this.#docs.doc(kind) !== doc || transaction.changed.size === 0) return;
      const touched = watcher.read(transaction);
      this.#take(kind, touched);
      if (transaction.origin !== REMOTE || !this.ready.get()) return;
      for (const listener of [...this.#others]) listener();
      this.#tellRemote(touched);
    };
    doc.on("afterTransaction", after);
    this.#stop.push(() => doc.off("afterTransaction", after));
  }

  /** Everything that was there and everything that is there now. */
  #reread(kind: DocumentKind): void {
    const touched: Touched = new Map();
    for (const [root, type] of this.#docs.doc(kind).share) {
      const keys = new Set<string>(type instanceof Y.Map ? type.keys() : [""]);
      for (const id of this.#known(kind, root)) keys.add(id);
      touched.set(root, keys);
    }
    this.#take(kind, touched);
    if (kind === "map") {
      this.#heartSlots.refreshAll();
      this.#momentSlots.refreshAll();
    }
    this.#batch.tell();
  }

  #known(kind: DocumentKind, root: string): Iterable<string> {
    if (kind === "map" && root === "stickies") return this.#shelf.ids();
    const list = kind === "frame" || kind === "talk" ? this.#listOf(root) : null;
    const binned = [...this.#binned.values()].filter((one) => one.root === root);
    const shelves = [...this.actions.known(root), ...this.comments.known(root)];
    return [...(list?.ids() ?? []), ...shelves, ...binned.map((one) => one.id)];
  }

  #listOf(root: string): Listing<{ readonly id: string }> | null {
    return Object.hasOwn(this.#lists, root) ? this.#lists[root as ListRoot] : null;
  }

  #take(kind: DocumentKind, touched: Touched): void {
    switch (kind) {
      case "map":
        this.#takeMap(touched);
        break;
      case "frame":
        this.#takeFrame(touched);
        break;
      case "talk":
        this.#takeTalk(touched);
        break;
      default:
        return;
    }
    this.#batch.tell();
  }

  #tellRemote(touched: Touched): void {
    const changes: RemoteChange[] = [];
    const add = (root: string, phaseOf: (id: string) => string | null) => {
      for (const id of touched.get(root) ?? []) {
        changes.push({ record: refOf(root, id), phase: phaseOf(id) });
      }
    };
    add("stickies", (id) => this.#shelf.get(id)?.phase ?? null);
    add("phases", (id) => id);
    add("lanes", () => null);
    if (changes.length > 0) for (const listener of [...this.#remote]) listener(changes);
  }

  #takeMap(touched: Touched): void {
    let binChanged = false;
    for (const id of touched.get("stickies") ?? []) {
      binChanged = this.#takeSticky(id) || binChanged;
    }
    for (const key of touched.get("heartbeat") ?? []) this.#heartSlots.refresh(key);
    for (const key of touched.get("moments") ?? []) this.#momentSlots.refresh(key);
    this.actions.takeMap(touched);
    for (const root of ["actions", "links", "standups"]) {
      const records = this.#docs.map("map", root);
      for (const id of touched.get(root) ?? []) {
        binChanged = this.#rebin(root, id, records.get(id)) || binChanged;
      }
    }
    this.#settleCells(false);
    if (binChanged) this.#settleBin();
  }

  /** Whether the bin changed by it. */
  #takeSticky(id: string): boolean {
    const record = this.#docs.map("map", "stickies").get(id);
    const sticky = isId(id) && record instanceof Y.Map ? readSticky(id, record) : null;
    if (!this.#shelf.put(id, sticky)) return false;
    this.#stickySlots.refresh(id);
    return this.#rebin("stickies", id, record);
  }

  #takeFrame(touched: Touched): void {
    const frame = this.#docs.doc("frame");
    let binChanged = false;
    for (const [root, ids] of touched) {
      const type = frame.share.get(root);
      if (type instanceof Y.Text) this.#passageSlots.refresh(root);
      if (!(type instanceof Y.Map)) continue;
      const list = this.#listOf(root);
      for (const id of ids) {
        list?.put(id, type.get(id));
        binChanged = this.#rebin(root, id, type.get(id)) || binChanged;
      }
    }
    this.actions.takeFrame(touched);
    if (touched.has("meta")) this.#putSame(this.meta, readMeta(frame.getMap("meta")));
    if (touched.has("legend")) this.#putSame(this.legend, readLegend(frame.getMap("legend")));
    for (const root of ["stages", "layers", "personas", "teams", "tags"] as const) {
      this.#batch.put<readonly { readonly id: string }[]>(this[root], this.#lists[root].list());
    }
    if (touched.has("phases") || touched.has("lanes") || touched.has("layers")) {
      this.#settlePhases();
      this.#settleCells(true);
    }
    if (binChanged) this.#settleBin();
  }

  #takeTalk(touched: Touched): void {
    const talk = this.#docs.doc("talk");
    for (const id of touched.get("members") ?? []) {
      if (this.#lists.members.put(id, talk.getMap("members").get(id)))
        this.#memberSlots.refresh(id);
    }
    this.#batch.put(this.members, this.#lists.members.list());
    for (const record of touched.get("locks") ?? []) this.#lockSlots.refresh(record);
    this.#dateBin(touched.get("bin"));
    if (touched.has("feed")) this.#batch.put(this.feed, this.#readFeed());
    if (touched.has("session")) {
      this.#putSame(this.switches, readSwitches(talk.getMap("session")));
    }
    this.comments.take(touched);
  }

  #readFeed(): readonly Operation[] {
    const operations: Operation[] = [];
    for (const [id, record] of this.#docs.map("talk", "feed")) {
      if (record instanceof Y.Map) operations.push(readOperation(id, record));
    }
    return operations.sort((a, b) => b.on - a.on || compareText(b.id, a.id));
  }

  #putSame<T>(slot: Slot<T>, value: T): void {
    if (!samePlain(slot.get(), value)) this.#batch.put(slot, value);
  }

  #settlePhases(): void {
    const tree = phaseTree(this.#lists.phases.list());
    if (!samePlain(tree, this.#phases)) this.#phases = tree;
    this.#phaseIds = new Set(this.#lists.phases.list().map((phase) => phase.id));
  }

  /** Cells, *Zonder plek*, counts, and the *Hele fase* columns that came or went. */
  #settleCells(structureChanged: boolean): void {
    const stale = this.#shelf.takeStale();
    if (stale.length === 0 && !structureChanged) return;
    let unplaced = structureChanged;
    for (const key of stale) {
      this.#cellSlots.refresh(key);
      const place = this.#shelf.place(key);
      unplaced ||= place !== null && !this.#isPlace(place.layer, place.lane, place.phase);
    }
    this.#structureSlots.refreshAll();
    const used = new Set([...this.#shelf.filled()].map(({ layer }) => layer));
    this.#putSame(this.layersInUse, [...used].sort());
    if (unplaced) this.#putSame(this.unplaced, this.#unplacedNow());
    this.#batch.put(this.count, this.#shelf.shown);
  }

  #isPlace(layer: string, lane: string, phase: string): boolean {
    return (
      this.#phaseIds.has(phase) &&
      this.#lists.lanes.get(lane) !== null &&
      this.#lists.layers.get(layer) !== null
    );
  }

  /** The cells that hold something, in the order of layers, lanes and columns. */
  #cellsNow(): readonly Cell[] {
    const { columns } = this.#structureNow("");
    const cells: Cell[] = [];
    for (const { id: layer } of this.#lists.layers.list()) {
      for (const { id: lane } of this.lanes) {
        for (const { phase } of columns) {
          const stickies = this.#shelf.order(cellKey(layer, lane, phase));
          if (stickies.length > 0) cells.push({ layer, lane, phase, stickies });
        }
      }
    }
    return cells;
  }

  #unplacedNow(): readonly string[] {
    const ids: string[] = [];
    for (const { layer, lane, phase, ids: inCell } of this.#shelf.filled()) {
      if (!this.#isPlace(layer, lane, phase)) ids.push(...inCell);
    }
    return this.#shelf.sorted(ids);
  }

  #structureNow(layer: string): Structure {
    const holds = (phase: string) =>
      this.#lists.layers
        .list()
        .some(({ id }) =>
          this.lanes.some((lane) => !this.#shelf.isEmpty(cellKey(id, lane.id, phase))),
        );
    const next = structureOf(layer, this.#phases, this.lanes, holds);
    const before = this.#structures.get(layer);
    const same =
      before !== undefined &&
      before.phases === next.phases &&
      before.lanes === next.lanes &&
      samePlain(before.columns, next.columns);
    if (same) return before;
    this.#structures.set(layer, next);
    return next;
  }

  /** Whether the bin changed. */
  #rebin(root: string, id: string, record: unknown): boolean {
    if (!isBinned(root) || !isId(id)) return false;
    const ref = refOf(root, id);
    const gone = record instanceof Y.Map ? goneOf(record) : null;
    if (gone === null || !(record instanceof Y.Map)) return this.#binned.delete(ref);
    const until = this.#binnedUntil(ref);
    const next = { ref, root, id, what: nameOf(record), by: gone[0], on: gone[1], until };
    if (samePlain(this.#binned.get(ref), next)) return false;
    this.#binned.set(ref, next);
    return true;
  }

  #binnedUntil(ref: AnyRef): number | null {
    const since = this.#docs.map("talk", "bin").get(ref);
    return typeof since === "number" ? since + BIN_MILLIS : null;
  }

  /** Takes over since when the server has seen these in the bin. */
  #dateBin(refs: ReadonlySet<string> | undefined): void {
    let changed = false;
    for (const binned of this.#binned.values()) {
      if (!refs?.has(binned.ref)) continue;
      const until = this.#binnedUntil(binned.ref);
      changed ||= until !== binned.until;
      this.#binned.set(binned.ref, { ...binned, until });
    }
    if (changed) this.#settleBin();
  }

  #settleBin(): void {
    const newestFirst = (a: Binned, b: Binned) => b.on - a.on || compareText(a.ref, b.ref);
    this.#batch.put(this.bin, [...this.#binned.values()].sort(newestFirst));
  }
}
