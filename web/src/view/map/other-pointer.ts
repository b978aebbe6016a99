/** The pointer of somebody else: an arrow in their ink with their name. Plain DOM, made once a window. */
import type { Person } from "../../model/session.ts";
import { inkOf } from "../kit/ink.ts";

const SVG = "http://www.w3.org/2000/svg";
const ARROW = "M1 1l4.600 13.500 2.600-5.700 5.800-2.400z";

export function drawPointer(person: Person): HTMLElement {
  const pointer = document.createElement("div");
  pointer.className = "pointer";
  pointer.dataset["color"] = inkOf(person.color);
  pointer.setAttribute("aria-hidden", "true");
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("width", "16");
  picture.setAttribute("height", "16");
  const arrow = document.createElementNS(SVG, "path");
  arrow.setAttribute("d", ARROW);
  arrow.setAttribute("fill", "currentColor");
  arrow.setAttribute("stroke", "var(--rb-on-ink)");
  picture.append(arrow);
  const name = document.createElement("span");
  name.textContent = person.name;
  pointer.append(picture, name);
  return pointer;
}
