/**
 * Writing on a line of the list. Enter finishes and begins the next, Ctrl+Enter one a phase on, Escape
 * and Tab finish, Backspace in an empty line goes back. Others may write in it at the same time.
 */
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from "react";
import type { Desk } from "../../actions/desk.ts";
import { below, columnBeside, stickiesAt } from "../../actions/places.ts";
import { addAndWrite } from "../../actions/stickies.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useDesk } from "../map/desk-context.ts";
import { takeLines } from "../map/pasted-lines.ts";
import { presenterOf } from "../map/presenter.ts";
import { handFor } from "../map/use-hand.ts";
import { pasteBelow } from "../map/writing.ts";
import type { ListState } from "./list-context.ts";
import { useLineTyping } from "./use-line-typing.ts";

type Then = "stay" | "next" | "beside" | "back" | "leave";

function thenOf(event: KeyboardEvent<HTMLTextAreaElement>): Then | null {
  const { key, shiftKey, ctrlKey, metaKey, currentTarget } = event;
  if (key === "Escape") return "stay";
  if (key === "Tab") return "leave";
  if (key === "Enter" && (ctrlKey || metaKey)) return "beside";
  if (key === "Enter" && !shiftKey) return "next";
  if (key === "Backspace" && currentTarget.value === "") return "back";
  return null;
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
  const column = then === "beside" ? columnBeside(desk, phase, 1) : null;
  if (column !== null) addAndWrite(handFor(desk, null), lane, column.phase, null);
  else if (then === "next" && !blank && gone === null) {
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
  const live = useLineTyping(desk, id, area);
  useEffect(() => {
    presenterOf(desk).show({ focus: `stickies/${id}` });
    return () => presenterOf(desk).hide("focus");
  }, [desk, id]);

  /** First what was typed, then what follows from it: undo goes the same way back. */
  const finish = (): boolean => {
    const open = live.current;
    live.current = null;
    open?.typing.close();
    open?.text.close();
    return open !== null;
  };
  const end = (then: Then) => {
    if (finish()) goOn(desk, id, area.current?.value.trim() === "", then, write);
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const rest = takeLines(event);
    if (rest.length === 0) return;
    live.current?.typing.input();
    finish();
    write(null);
    pasteBelow(desk, id, rest);
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
      onPaste={onPaste}
      ref={area}
      rows={1}
      spellCheck={true}
    />
  );
}
