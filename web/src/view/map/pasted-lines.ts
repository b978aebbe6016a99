/**
 * Lines that are pasted while writing: the first goes on in the text, each other is for a sticky of its
 * own. Knows no board.
 */
import type { ClipboardEvent } from "react";

/** Puts the first line where the caret is and gives the others; none when it is one line, as any other paste. */
export function takeLines(event: ClipboardEvent<HTMLTextAreaElement>): readonly string[] {
  const [first, ...rest] = event.clipboardData
    .getData("text/plain")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (first === undefined || rest.length === 0) return [];
  event.preventDefault();
  const { currentTarget: area } = event;
  area.setRangeText(first, area.selectionStart, area.selectionEnd, "end");
  return rest;
}
