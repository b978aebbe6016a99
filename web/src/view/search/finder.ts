/**
 * Finds on the open map what somebody looks for, and again when the board changes, at most once a
 * frame. Puts what was found on the desk; draws nothing.
 */
import type { Desk } from "../../actions/desk.ts";
import { carriedBy, fits, isSeeking, PICK_KINDS, type PickKind } from "../../actions/finding.ts";
import { PAIR, structure } from "../../actions/places.ts";
import { nextFrame } from "../../env.ts";
import type { Sticky } from "../../model/board.ts";
import type { Cancel } from "../../model/outside.ts";
import { Slot } from "../../model/value.ts";

/** What the stickies of this map carry, per kind: only that can be chosen. */
export type Carried = Readonly<Record<PickKind, ReadonlySet<string>>>;

const NONE: Carried = {
  color: new Set(),
  evidence: new Set(),
  channel: new Set(),
  tag: new Set(),
  persona: new Set(),
  team: new Set(),
  author: new Set(),
};

export class Finder {
  readonly carried = new Slot<Carried>(NONE);
  readonly #desk: Desk;
  readonly #stops: (() => void)[];
  #watched: (() => void)[] = [];
  #frame: Cancel | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
    const { store } = desk.session;
    const again = () => this.#later();
    this.#stops = [
      desk.finding.subscribe(again),
      desk.layer.subscribe(again),
      desk.side.subscribe(again),
      store.count.subscribe(again),
      store.members.subscribe(again),
    ];
    this.#find();
  }

  close(): void {
    this.#frame?.();
    for (const stop of [...this.#stops, ...this.#watched]) stop();
    this.#desk.found.set(null);
  }

  readonly #teamOf = (member: string): string | null =>
    this.#desk.session.store.member(member).get()?.team ?? null;

  #later(): void {
    this.#frame ??= nextFrame(() => {
      this.#frame = null;
      this.#find();
    });
  }

  #stickies(): readonly Sticky[] {
    const { store } = this.#desk.session;
    const { lanes, columns } = structure(this.#desk);
    const layers = this.#desk.side.get() ? PAIR : [this.#desk.layer.get()];
    return lanes.flatMap((lane) =>
      columns.flatMap(({ phase }) =>
        layers
          .flatMap((layer) => store.cell(layer, lane.id, phase).get())
          .flatMap((id) => store.sticky(id).get() ?? []),
      ),
    );
  }

  #find(): void {
    const all = this.#stickies();
    const finding = this.#desk.finding.get();
    this.#watch(all);
    this.carried.set(this.#carriedBy(all));
    if (finding === null || !isSeeking(finding)) {
      this.#desk.found.set(null);
      return;
    }
    const ids = all.filter((one) => fits(one, finding, this.#teamOf)).map((one) => one.id);
    this.#desk.found.set({ ids, set: new Set(ids), total: all.length });
  }

  #carriedBy(all: readonly Sticky[]): Carried {
    const sets = PICK_KINDS.map((kind) => {
      const words = all.flatMap((one) => carriedBy(one, kind, this.#teamOf(one.by)));
      return [kind, new Set(words)] as const;
    });
    return Object.fromEntries(sets) as unknown as Carried;
  }

  /** Whatever changes on one of these may change what fits. */
  #watch(all: readonly Sticky[]): void {
    for (const stop of this.#watched) stop();
    const { store } = this.#desk.session;
    this.#watched = all.map(({ id }) => store.sticky(id).subscribe(() => this.#later()));
  }
}
