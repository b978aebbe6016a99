/**
 * Scrolling along one axis by fractions of a pixel and beyond both ends: what a scroller cannot do
 * itself becomes slack before the first row or column, and room after the last. Knows no anchor.
 */

/** Scrollers keep whole pixels; what is left is slack. */
const LEAST = 0.01;

interface Names {
  readonly scroll: "scrollTop" | "scrollLeft";
  readonly client: "clientHeight" | "clientWidth";
  readonly length: "scrollHeight" | "scrollWidth";
  readonly slack: string;
  readonly room: string;
}

export const DOWN: Names = {
  scroll: "scrollTop",
  client: "clientHeight",
  length: "scrollHeight",
  slack: "--slack-block",
  room: "--room-block",
};

export const ALONG: Names = {
  scroll: "scrollLeft",
  client: "clientWidth",
  length: "scrollWidth",
  slack: "--slack-inline",
  room: "--room-inline",
};

export class Axis {
  readonly #map: HTMLElement;
  readonly #names: Names;
  #slack = 0;
  #room = 0;
  /** Where the person scrolled to, as far as the page was told. */
  #seen: number;

  constructor(map: HTMLElement, names: Names) {
    this.#map = map;
    this.#names = names;
    this.#seen = map[names.scroll];
  }

  /** How far the content is scrolled, slack taken off; below zero while there is more slack than scroll. */
  get at(): number {
    return this.#scroll - this.#slack;
  }

  get #scroll(): number {
    return this.#map[this.#names.scroll];
  }

  /** Follows content that moved by so much. What was taken away at the end may have cut the scroll short. */
  follow(by: number): void {
    const end = this.#scroll + this.#map[this.#names.client];
    const ends = end >= this.#map[this.#names.length] - 1;
    const cut = ends ? Math.max(0, this.#seen - this.#scroll) : 0;
    if (Math.abs(by + cut) < LEAST) return;
    const wanted = this.at + cut + by;
    const scroll = Math.max(0, Math.ceil(wanted - LEAST));
    this.#put(scroll - wanted, scroll + this.#map[this.#names.client]);
    this.#map[this.#names.scroll] = scroll;
    this.#seen = this.#scroll;
  }

  /** The person scrolled: slack that scrolled out of sight and room nobody needs go. */
  scrolled(): void {
    const now = this.#scroll;
    const whole = Math.min(Math.floor(this.#slack), Math.floor(now));
    const end = now + this.#map[this.#names.client];
    if (whole >= 1) {
      this.#put(this.#slack - whole, Math.min(this.#room, end - whole));
      this.#map[this.#names.scroll] = now - whole;
    } else if (end < this.#room) this.#put(this.#slack, end);
    this.#seen = this.#scroll;
  }

  /** Whether slack may show as a blank before the first row or column. */
  get slackens(): boolean {
    return this.#slack >= 1;
  }

  /** The blank before the first row or column closes up: what follows moves by as much. */
  closeUp(): void {
    const scroll = Math.max(0, this.at);
    this.#put(0, Math.min(this.#room, scroll + this.#map[this.#names.client]));
    this.#map[this.#names.scroll] = scroll;
    this.#seen = this.#scroll;
  }

  /** Nothing needs to hold still any more. */
  settle(): void {
    this.#put(0, 0);
    this.#seen = this.#scroll;
  }

  #put(slack: number, room: number): void {
    const { style } = this.#map;
    const near = Math.abs(slack) < LEAST ? 0 : slack;
    if (near !== this.#slack) style.setProperty(this.#names.slack, `${near}px`);
    if (room !== this.#room) style.setProperty(this.#names.room, `${room}px`);
    this.#slack = near;
    this.#room = room;
  }
}
