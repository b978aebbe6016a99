/**
 * A text that people type in together, outside the map: a title, notes. What others write comes in
 * with one's own selection kept. Enter leaves a single line. The binding lives as long as the field.
 */
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { AnyRef } from "../../model/board.ts";
import { useDesk } from "../map/desk-context.ts";
import { Typing } from "../map/typing.ts";

interface Props {
  readonly id?: string;
  readonly record: AnyRef;
  readonly field: string;
  readonly label?: string;
  readonly placeholder?: string;
  readonly single?: boolean;
  readonly className?: string;
}

export function SharedText(props: Props) {
  const { id, record, field, label, placeholder, single = false, className = "input" } = props;
  const desk = useDesk();
  const area = useRef<HTMLTextAreaElement>(null);
  const typing = useRef<Typing | null>(null);
  useEffect(() => {
    const text = desk.session.text(record, field);
    if (area.current === null || text === null) return;
    area.current.maxLength = text.max;
    const live = new Typing(area.current, text, () => undefined);
    typing.current = live;
    return () => {
      typing.current = null;
      live.close();
      text.close();
    };
  }, [desk, record, field]);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!single || event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.blur();
  };
  return (
    <textarea
      aria-label={label}
      className={className}
      id={id}
      onChange={() => typing.current?.input()}
      onCompositionEnd={() => typing.current?.composed()}
      onCompositionStart={() => typing.current?.composes()}
      onKeyDown={onKeyDown}
      placeholder={placeholder}
      ref={area}
      rows={single ? 1 : 4}
    />
  );
}
