/** The browser's own copying, cutting and pasting on the map; fields and marked text keep theirs. */
import { copyOut, pasteIn } from "../../actions/clipboard.ts";
import type { Desk } from "../../actions/desk.ts";
import { act } from "../../actions/table.ts";
import { handFor } from "./use-hand.ts";

const WRITES = "input, textarea, select, dialog, aside";

/** What the map is asked about, or null when the browser should do it. */
function asked(map: HTMLElement): Element | null {
  const active = document.activeElement;
  const shown = map.closest("[inert]") === null;
  if (!shown || active === null || active.closest(WRITES) !== null) return null;
  return map.contains(active) || active === document.body ? active : null;
}

function onCopy(desk: Desk, map: HTMLElement, event: ClipboardEvent): boolean {
  const active = asked(map);
  const marked = window.getSelection();
  if (active === null || (marked !== null && !marked.isCollapsed)) return false;
  const hand = handFor(desk, active);
  if (hand.target.kind === "nothing" && desk.selection.size === 0) return false;
  const clip = copyOut(hand);
  if (clip === null) return false;
  event.clipboardData?.setData("text/plain", clip.text);
  if (clip.html !== null) event.clipboardData?.setData("text/html", clip.html);
  event.preventDefault();
  return true;
}

function onPaste(desk: Desk, map: HTMLElement, event: ClipboardEvent): void {
  // Whoever was writing took the lines already, and the writing is over by now.
  if (event.defaultPrevented) return;
  const active = asked(map);
  const data = event.clipboardData;
  if (active === null || data === null || !desk.session.me.get().rights.map) return;
  const hand = handFor(desk, active);
  if (pasteIn(hand, data.getData("text/plain"), data.getData("text/html"))) event.preventDefault();
}

/** The middle button moves the map; on some systems it also pastes what is marked anywhere. */
function watchMiddle(signal: AbortSignal): () => boolean {
  let middle = false;
  const options = { signal, capture: true };
  document.addEventListener("pointerdown", ({ button }) => (middle = button === 1), options);
  document.addEventListener("keydown", () => (middle = false), options);
  return () => middle;
}

export function watchClipboard(map: HTMLElement, desk: Desk, signal: AbortSignal): void {
  const isByMiddle = watchMiddle(signal);
  const paste = (event: ClipboardEvent) => {
    if (!isByMiddle()) onPaste(desk, map, event);
  };
  document.addEventListener("copy", (event) => void onCopy(desk, map, event), { signal });
  document.addEventListener("paste", paste, { signal });
  document.addEventListener(
    "cut",
    (event) => {
      const may = desk.session.me.get().rights.map;
      const hand = handFor(desk, asked(map));
      if (may && onCopy(desk, map, event)) act("remove", hand);
    },
    { signal },
  );
}
