/** The life of a line that is written on: from the focus on its textarea until it closes, as high as its words. */
import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Desk } from "../../actions/desk.ts";
import type { TextBinding } from "../../model/session.ts";
import { Typing } from "../map/typing.ts";

interface Live {
  readonly typing: Typing;
  readonly text: TextBinding;
}

function grow(area: HTMLTextAreaElement): void {
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight}px`;
}

/** Null when there is nothing to write on, or the writing is over. */
export function useLineTyping(
  desk: Desk,
  id: string,
  area: RefObject<HTMLTextAreaElement | null>,
): RefObject<Live | null> {
  const live = useRef<Live | null>(null);
  useLayoutEffect(() => {
    const field = area.current;
    const text = desk.session.text(`stickies/${id}`, "text");
    if (field === null || text === null) return;
    const typing = new Typing(field, text, () => grow(field));
    live.current = { typing, text };
    grow(field);
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    field.scrollIntoView({ block: "nearest" });
    return () => {
      live.current = null;
      typing.close();
      text.close();
    };
  }, [desk, id, area]);
  return live;
}
