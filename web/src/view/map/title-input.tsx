/** Renames a phase, step or lane in place. Enter and leaving keep it, Escape leaves it as it was. */
import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useDesk } from "./desk-context.ts";

interface Props {
  readonly kind: "phase" | "lane";
  readonly of: string;
  readonly title: string;
}

export function TitleInput({ kind, of, title }: Props) {
  const desk = useDesk();
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.select(), []);

  const finish = (keep: boolean, stay: boolean) => {
    const now = desk.writing.get();
    if (now?.kind !== "title" || !("id" in now.of) || now.of.id !== of) return;
    const next = input.current?.value.trim() ?? "";
    if (keep && next !== "" && next !== title) {
      const { edits } = desk.session;
      if (kind === "phase") edits.renamePhase(of, next);
      else edits.renameLane(of, next);
    }
    desk.writing.set(null);
    if (stay) desk.focus({ kind, id: of });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") finish(true, true);
    else if (event.key === "Escape") finish(false, true);
  };

  return (
    <input
      aria-label={kind === "phase" ? words.board.phase : words.board.lane}
      className="title-input"
      defaultValue={title}
      maxLength={TITLE_TEXT_MAX}
      onBlur={() => finish(true, false)}
      onKeyDown={onKeyDown}
      ref={input}
    />
  );
}
