/** What this window shows of itself, kept together so that each part can change by itself. */
import type { Desk } from "../../actions/desk.ts";
import type { Presenting } from "../../model/session.ts";

export class Presenter {
  readonly #desk: Desk;
  #now: Presenting = {};

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  show(part: Presenting): void {
    this.#now = { ...this.#now, ...part };
    this.#desk.session.presence.show(this.#now);
  }

  hide(...names: readonly (keyof Presenting)[]): void {
    const kept = Object.entries(this.#now).filter(([name]) => !names.some((gone) => gone === name));
    this.#now = Object.fromEntries(kept);
    this.#desk.session.presence.show(this.#now);
  }
}

const presenters = new WeakMap<Desk, Presenter>();

/** One presenter per open board. */
export function presenterOf(desk: Desk): Presenter {
  const known = presenters.get(desk);
  if (known !== undefined) return known;
  const made = new Presenter(desk);
  presenters.set(desk, made);
  return made;
}
