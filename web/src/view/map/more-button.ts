/**
 * The visible way to the menu of a sticky. There is one button for the whole map; it goes along with
 * the focus, so that two thousand stickies do not carry two thousand buttons.
 */
import type { Desk } from "../../actions/desk.ts";
import { act } from "../../actions/table.ts";
import { words } from "../../i18n/language.ts";
import { pointBelow } from "./element.ts";
import { handFor } from "./use-hand.ts";

const SVG = "http://www.w3.org/2000/svg";
const DOTS = "M4.5 10h.01M10 10h.01M15.5 10h.01";

export class MoreButton {
  readonly #desk: Desk;
  readonly #button: HTMLButtonElement;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#button = document.createElement("button");
    this.#button.type = "button";
    this.#button.className = "sticky-more";
    this.#button.tabIndex = -1;
    this.#button.setAttribute("aria-haspopup", "menu");
    this.#button.append(dots());
    this.#button.addEventListener("click", () => this.#open());
  }

  close(): void {
    this.#button.remove();
  }

  /** Goes to the sticky with the focus; away from everything else. */
  follow(element: Element): void {
    const sticky = element.closest(".sticky");
    const { map } = this.#desk.session.me.get().rights;
    if (sticky === null || !map || sticky.classList.contains("editing")) {
      this.close();
      return;
    }
    const text = sticky.querySelector(".sticky-text")?.textContent ?? "";
    this.#button.setAttribute("aria-label", words().board.menuFor(text));
    if (this.#button.parentElement !== sticky) sticky.append(this.#button);
  }

  #open(): void {
    act("menu", handFor(this.#desk, this.#button, pointBelow(this.#button)));
  }
}

function dots(): SVGSVGElement {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 20 20");
  picture.setAttribute("width", "20");
  picture.setAttribute("height", "20");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DOTS);
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "2.6");
  path.setAttribute("stroke-linecap", "round");
  picture.append(path);
  return picture;
}
