/**
 * The visible way to the details and the menu of a sticky. There is one pair of buttons for the whole map; it goes along with
 * the focus, so that two thousand stickies do not carry four thousand buttons.
 */
import type { Desk } from "../../actions/desk.ts";
import { act } from "../../actions/table.ts";
import { words } from "../../i18n/language.ts";
import { handFor } from "./use-hand.ts";

const SVG = "http://www.w3.org/2000/svg";
const DOTS = "M4.5 10h.01M10 10h.01M15.5 10h.01";
const INFO = "M10 9v5.5M10 5.5h.01";

export class MoreButton {
  readonly #buttons: HTMLElement;
  readonly #details: HTMLButtonElement;
  readonly #menu: HTMLButtonElement;

  constructor(desk: Desk) {
    this.#details = button(INFO, () => act("panel", handFor(desk, this.#buttons)));
    this.#menu = button(DOTS, () => act("menu", handFor(desk, this.#buttons)));
    this.#menu.setAttribute("aria-haspopup", "menu");
    this.#buttons = document.createElement("span");
    this.#buttons.className = "sticky-more";
    this.#buttons.append(this.#details, this.#menu);
  }

  close(): void {
    this.#buttons.remove();
  }

  /** Goes to the sticky with the focus; away from everything else. */
  follow(element: Element): void {
    const sticky = element.closest(".sticky");
    if (sticky === null || sticky.classList.contains("editing")) {
      this.close();
      return;
    }
    const text = sticky.querySelector(".sticky-text")?.textContent ?? "";
    this.#details.setAttribute("aria-label", words().panel.openOf(text));
    this.#menu.setAttribute("aria-label", words().board.menuFor(text));
    if (this.#buttons.parentElement !== sticky) sticky.append(this.#buttons);
  }
}

/** Not a tab stop: the keyboard has a key for the same. */
function button(icon: string, click: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.tabIndex = -1;
  made.append(picture(icon));
  made.addEventListener("click", click);
  return made;
}

function picture(icon: string): SVGSVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 20 20");
  drawing.setAttribute("width", "20");
  drawing.setAttribute("height", "20");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", icon);
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "2.6");
  path.setAttribute("stroke-linecap", "round");
  drawing.append(path);
  return drawing;
}
