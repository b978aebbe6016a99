/**
 * Writing on a line of the list. Enter finishes and begins the next, Escape and Tab finish, Backspace
 * in an empty line goes back. Others may write in it at the same time.
 */
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import type { Desk } from "../../actions/desk.ts";
import { below, stickiesAt } from "../../actions/places.ts";
import { addAndWrite } from "../../actions/stickies.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { TextBinding } from "../../model/session.ts";
import { useDesk } from "../map/desk-context.ts";
import { presenterOf } from "../map/presenter.ts";
import { Typing } from "../map/typing.ts";
import { handFor } from "../map/use-hand.ts";
import type { ListState } from "./list-context.ts";

type Then = "stay" | "next" | "back" | "leave";

function thenOf({ key, shiftKey, currentTarget }: KeyboardEvent<HTMLTextAreaElement>): Then | null {
  if (key === "Escape") return "stay";
  if (key === "Tab") return "leave";
  if (key === "Enter" && !shiftKey) return "next";
  if (key === "Backspace" && currentTarget.value === "") return "back";
  return null;
}

function grow(area: HTMLTextAreaElement): void {
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight}px`;
}

/** Where the writer goes on. An empty line disappears. */
function goOn(desk: Desk, id: string, blank: boolean, then: Then, write: ListState["write"]): void {
  const sticky = desk.session.store.sticky(id).get();
  write(null);
  if (sticky === null) return;
  const { lane, phase, gone } = sticky;
  const ids = stickiesAt(desk, lane, phase);
  const above = ids[ids.indexOf(id) - 1];
  const next = below(desk, lane, phase, id);
  if (blank && gone === null) desk.session.edits.discard(id);
  if (then === "leave") return;
  if (then === "next" && !blank && gone === null) {
    addAndWrite(handFor(desk, null), lane, phase, next);
  } else if (then === "back" && above !== undefined) {
    write({ kind: "sticky", id: above, start: "end" });
  } else desk.focus(blank ? { kind: "cell", lane, phase } : { kind: "sticky", id, lane, phase });
}

interface Props {
  readonly id: string;
  readonly write: ListState["write"];
}

export function ItemEditor({ id, write }: Props) {
  const desk = useDesk();
  const words = useWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const live = useRef<{ readonly typing: Typing; readonly text: TextBinding } | null>(null);

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
  }, [desk, id]);
  useEffect(() => {
    presenterOf(desk).show({ focus: `stickies/${id}` });
    return () => presenterOf(desk).hide("focus");
  }, [desk, id]);

  const end = (then: Then) => {
    const open = live.current;
    if (open === null) return;
    live.current = null;
    // First what was typed, then what follows from it: undo goes the same way back.
    open.typing.close();
    open.text.close();
    goOn(desk, id, area.current?.value.trim() === "", then, write);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === "z") {
      event.preventDefault();
      if (event.shiftKey) live.current?.text.redo();
      else live.current?.text.undo();
      return;
    }
    const then = thenOf(event);
    if (then === null) return;
    if (event.key !== "Tab") event.preventDefault();
    end(then);
  };
  return (
    <textarea
      aria-label={words.board.writeHere}
      className="outline-editor"
      onBlur={() => {
        if (document.activeElement !== area.current) end("leave");
      }}
      onCompositionEnd={() => live.current?.typing.composed()}
      onCompositionStart={() => live.current?.typing.composes()}
      onInput={() => live.current?.typing.input()}
      onKeyDown={onKeyDown}
      ref={area}
      rows={1}
      spellCheck={true}
    />
  );
}
