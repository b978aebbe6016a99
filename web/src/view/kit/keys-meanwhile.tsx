/**
 * Stands in for a part of the page that was asked for and is on its way: the keys that come meanwhile
 * are for it, so the map does not hear them. Where there will be a field, what was typed waits for it.
 */
import { useLayoutEffect, useRef } from "react";
import { printable } from "../../actions/keys.ts";
import { env } from "../../env.ts";
import { useDesk } from "../map/desk-context.ts";
import { WRITES } from "../map/map-keys.ts";

/** More is typed in no time that a page is on its way. */
const TYPED_MAX = 500;
/** What is not there by then does not come: the network is gone, and the map must be heard again. */
const COMES_MILLIS = 10_000;
const THROUGH = ["Escape", "Tab", "Shift", "Control", "Alt", "Meta", "F5"];

/** The browser may have a use for these; on the map they would choose or change something. */
function isChord({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey;
}

/** What is typed in a field that is there already, or leads away, is not for what comes. */
function isForWhatComes({ key }: KeyboardEvent): boolean {
  return document.activeElement?.closest(WRITES) == null && !THROUGH.includes(key);
}

interface Props {
  readonly field?: boolean;
  /** Asks no longer: by Escape, or when it does not come. */
  readonly onLetGo: () => void;
}

export function KeysMeanwhile({ field = false, onLetGo }: Props) {
  const desk = useDesk();
  const letGo = useRef(onLetGo);
  letGo.current = onLetGo;
  useLayoutEffect(() => {
    const ended = new AbortController();
    desk.typed = "";
    const onKey = (event: KeyboardEvent) => {
      if (!isForWhatComes(event)) return;
      event.stopPropagation();
      if (isChord(event)) return;
      event.preventDefault();
      if (!field) return;
      if (event.key === "Backspace") desk.typed = [...desk.typed].slice(0, -1).join("");
      else if (printable(event)) desk.typed = (desk.typed + event.key).slice(0, TYPED_MAX);
    };
    window.addEventListener("keydown", onKey, { signal: ended.signal, capture: true });
    const onEscape = ({ key }: KeyboardEvent) => {
      if (key === "Escape") letGo.current();
    };
    window.addEventListener("keydown", onEscape, { signal: ended.signal });
    const stop = env.later(COMES_MILLIS, () => letGo.current());
    return () => {
      stop();
      ended.abort();
    };
  }, [desk, field]);
  return null;
}
