/**
 * Draws the others on the map without React: rings with names on what they have in focus, pointers
 * where they point. Everything is worked out at most once a frame, from the presence of that moment.
 */

import type { Desk } from "../../actions/desk.ts";
import { nextFrame } from "../../env.ts";
import type { Cancel } from "../../model/outside.ts";
import type { Person, Presenting, Window } from "../../model/session.ts";
import { inkOf } from "../kit/ink.ts";
import { cellId } from "./element.ts";
import { drawPointer } from "./other-pointer.ts";

interface Mark {
  readonly names: string[];
  readonly ink: string;
}

/** The element that shows what somebody has in focus. */
function focusedId({ focus, drag, caret, cell }: Presenting): string | null {
  const record = caret?.record ?? drag?.records[0] ?? focus;
  if (record?.startsWith("stickies/")) return `sticky:${record.slice("stickies/".length)}`;
  if (cell === undefined) return null;
  return cellId(...cell);
}

export class OthersLayer {
  readonly #desk: Desk;
  readonly #watcher: MutationObserver;
  readonly #stops: (() => void)[];
  readonly #windows = new Map<number, () => void>();
  readonly #pointers = new Map<number, HTMLElement>();
  #marked: HTMLElement[] = [];
  #frame: Cancel | null = null;

  constructor(map: HTMLElement, desk: Desk) {
    this.#desk = desk;
    this.#watcher = new MutationObserver(() => this.#later());
    const sheet = map.querySelector(".sheet") ?? map;
    this.#watcher.observe(sheet, { childList: true, subtree: true });
    this.#stops = [
      desk.session.presence.windows.subscribe(() => this.#follow()),
      desk.layer.subscribe(() => this.#later()),
      desk.side.subscribe(() => this.#later()),
    ];
    this.#follow();
  }

  close(): void {
    this.#watcher.disconnect();
    this.#frame?.();
    for (const stop of [...this.#stops, ...this.#windows.values()]) stop();
    for (const pointer of this.#pointers.values()) pointer.remove();
  }

  /** Listens to each open window, and no longer to those that closed. */
  #follow(): void {
    const { presence } = this.#desk.session;
    const open = new Set(presence.windows.get());
    for (const [key, stop] of this.#windows) {
      if (open.has(key)) continue;
      stop();
      this.#windows.delete(key);
      this.#pointers.get(key)?.remove();
      this.#pointers.delete(key);
    }
    for (const key of open) {
      if (this.#windows.has(key)) continue;
      this.#windows.set(
        key,
        presence.window(key).subscribe(() => this.#later()),
      );
    }
    this.#later();
  }

  #later(): void {
    if (this.#windows.size === 0 && this.#marked.length === 0) return;
    this.#frame ??= nextFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  }

  #draw(): void {
    const { presence } = this.#desk.session;
    const windows = [...this.#windows.keys()]
      .map((key) => presence.window(key).get())
      .filter((one) => one !== null);
    this.#mark(windows);
    for (const one of windows) this.#point(one);
    // The pointers just drawn are no news.
    this.#watcher.takeRecords();
  }

  #mark(windows: readonly Window[]): void {
    const marks = new Map<HTMLElement, Mark>();
    for (const { person, state } of windows) {
      const id = focusedId(state);
      const element = id === null ? null : document.getElementById(id);
      if (element === null) continue;
      const mark = marks.get(element) ?? { names: [], ink: inkOf(person.color) };
      if (!mark.names.includes(person.name)) mark.names.push(person.name);
      marks.set(element, mark);
    }
    for (const element of this.#marked) {
      if (marks.has(element)) continue;
      delete element.dataset["people"];
      element.style.removeProperty("--rb-person");
    }
    for (const [element, { names, ink }] of marks) {
      const text = names.join(", ");
      if (element.dataset["people"] !== text) element.dataset["people"] = text;
      element.style.setProperty("--rb-person", `var(--rb-ink-${ink})`);
    }
    this.#marked = [...marks.keys()];
  }

  #point({ key, person, state }: Window): void {
    const { pointer, cell } = state;
    const layer = cell?.[0] ?? this.#desk.layer.get();
    const over = pointer === undefined ? null : cellId(layer, pointer.lane, pointer.phase);
    const parent = over === null ? null : document.getElementById(over);
    if (pointer === undefined || parent === null) {
      this.#pointers.get(key)?.remove();
      return;
    }
    const element = this.#pointerOf(key, person);
    if (element.parentElement !== parent) parent.append(element);
    element.style.insetInlineStart = `${pointer.x * 100}%`;
    element.style.insetBlockStart = `${pointer.y * 100}%`;
  }

  #pointerOf(key: number, person: Person): HTMLElement {
    const known = this.#pointers.get(key);
    if (known !== undefined) return known;
    const made = drawPointer(person);
    this.#pointers.set(key, made);
    return made;
  }
}
