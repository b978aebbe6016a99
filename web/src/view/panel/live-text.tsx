/** A longer text that several people may write in at once; a paragraph for who may only read it. */
import { useEffect, useRef } from "react";
import { useWords } from "../../i18n/late/side.ts";
import type { AnyRef } from "../../model/board.ts";
import { Field } from "../kit/field.tsx";
import { useDesk } from "../map/desk-context.ts";
import { Typing } from "../map/typing.ts";

interface Props {
  readonly label: string;
  readonly of: AnyRef;
  readonly field: string;
  readonly words: string;
  readonly may: boolean;
}

export function LiveText({ label, of, field, words: now, may }: Props) {
  const words = useWords();
  if (may) return <Writing field={field} label={label} of={of} />;
  return (
    <div className="field">
      <p className="label">{label}</p>
      <p>{now.trim() || words.panel.none}</p>
    </div>
  );
}

function Writing({ label, of, field }: Pick<Props, "label" | "of" | "field">) {
  const { session } = useDesk();
  const area = useRef<HTMLTextAreaElement>(null);
  const typing = useRef<Typing | null>(null);
  useEffect(() => {
    const text = session.text(of, field);
    if (area.current === null || text === null) return;
    const live = new Typing(area.current, text, () => undefined);
    typing.current = live;
    return () => {
      typing.current = null;
      live.close();
      text.close();
    };
  }, [session, of, field]);
  return (
    <Field label={label}>
      {(control) => (
        <textarea
          {...control}
          className="input short"
          onCompositionEnd={() => typing.current?.composed()}
          onCompositionStart={() => typing.current?.composes()}
          onInput={() => typing.current?.input()}
          ref={area}
          rows={3}
          spellCheck={true}
        />
      )}
    </Field>
  );
}
