/** The life of an editor: from the focus on its textarea until it closes. Ties typing, mirror and caret. */
import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Desk } from "../../actions/desk.ts";
import type { AnyRef } from "../../model/board.ts";
import type { TextBinding } from "../../model/session.ts";
import { drawMirror } from "./mirror.ts";
import { othersIn } from "./others-in.ts";
import { presenterOf } from "./presenter.ts";
import { Typing } from "./typing.ts";

interface Parts {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly mirror: RefObject<HTMLDivElement | null>;
}

export interface Live {
  readonly typing: Typing;
  readonly text: TextBinding;
  /** Ends the visit: what was typed is one step of undo. */
  readonly close: () => void;
}

export function useTyping(
  desk: Desk,
  record: AnyRef,
  { area, mirror }: Parts,
): RefObject<Live | null> {
  const live = useRef<Live | null>(null);
  // Before the next key can come: what is typed on goes into this textarea.
  useLayoutEffect(() => {
    const [field, back] = [area.current, mirror.current];
    const text = desk.session.text(record, "text");
    if (field === null || back === null || text === null) return;
    const { presence } = desk.session;
    const presenter = presenterOf(desk);
    const draw = () => drawMirror(back, field.value, othersIn(presence, record, text));
    const showCaret = () => {
      const [from, to] = [text.place(field.selectionStart), text.place(field.selectionEnd)];
      presenter.show({ caret: { record, from, to } });
    };
    const typing = new Typing(field, text, () => {
      draw();
      showCaret();
    });
    const close = () => {
      typing.close();
      text.close();
    };
    live.current = { typing, text, close };
    const onSelection = () => {
      if (document.activeElement === field) showCaret();
    };
    document.addEventListener("selectionchange", onSelection);
    const stop = presence.at(record).subscribe(draw);
    draw();
    field.focus({ preventScroll: true });
    const writing = desk.writing.get();
    const start = writing?.kind === "sticky" && writing.start === "all" ? 0 : field.value.length;
    field.setSelectionRange(start, field.value.length);
    field.closest(".sticky")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return () => {
      live.current = null;
      document.removeEventListener("selectionchange", onSelection);
      stop();
      close();
      presenter.hide("caret");
    };
  }, [desk, record, area, mirror]);
  return live;
}
