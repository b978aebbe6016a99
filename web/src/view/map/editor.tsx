/** Writing on a sticky: a textarea over its mirror. What a key means stands in `writing.ts`. */
import { type ClipboardEvent, type KeyboardEvent, useRef } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { useDesk } from "./desk-context.ts";
import { GoneWhileWriting } from "./gone-while-writing.tsx";
import { takeLines } from "./pasted-lines.ts";
import { useTyping } from "./use-typing.ts";
import { finish, pasteBelow, type Then } from "./writing.ts";

function ending(event: KeyboardEvent<HTMLTextAreaElement>): Then | null {
  const { key, shiftKey, ctrlKey, metaKey, currentTarget } = event;
  if (key === "Escape") return "stay";
  if (key === "Enter" && (ctrlKey || metaKey)) return "beside";
  if (key === "Enter" && !shiftKey) return "below";
  if (key === "Tab") return "stay";
  if (key === "Backspace" && currentTarget.value === "") return "above";
  return null;
}

export function Editor({ id }: { readonly id: string }) {
  const desk = useDesk();
  const words = useWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const live = useTyping(desk, `stickies/${id}`, { area, mirror });

  const end = (then: Then) => {
    const blank = area.current?.value.trim() === "";
    // First what was typed, then what follows from it: undo goes the same way back.
    live.current?.close();
    finish(desk, id, blank, then);
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
    const then = ending(event);
    if (then === null) return;
    if (event.key !== "Tab") event.preventDefault();
    end(then);
  };

  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const rest = takeLines(event);
    if (rest.length === 0) return;
    live.current?.typing.input();
    live.current?.close();
    pasteBelow(desk, id, rest);
  };

  return (
    <div className="editor">
      <div aria-hidden="true" className="mirror" ref={mirror} />
      <textarea
        aria-label={words.board.writeHere}
        id={`text:${id}`}
        onBlur={(event) => {
          const away = document.activeElement !== area.current;
          const inside = event.currentTarget.closest(".sticky")?.contains(event.relatedTarget);
          if (away && inside !== true) end("leave");
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
      <GoneWhileWriting id={id} />
    </div>
  );
}
