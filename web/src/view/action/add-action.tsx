/** A new action on its own, by its title. */
import { type FormEvent, useRef, useState } from "react";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/going.ts";
import { useDesk } from "../map/desk-context.ts";

/** `first`: the board has no action yet, and this is what to do. */
export function AddAction({ first }: { readonly first: boolean }) {
  const { edits } = useDesk().session;
  const words = useWords();
  const [title, setTitle] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (edits.addAction({ title }) !== null) setTitle("");
    input.current?.focus();
  };
  return (
    <form className="row nowrap add-action" onSubmit={add}>
      <input
        aria-label={words.actions.add}
        autoComplete="off"
        className="input"
        maxLength={TITLE_TEXT_MAX}
        onChange={(event) => setTitle(event.target.value)}
        placeholder={words.actions.addHelp}
        ref={input}
        value={title}
      />
      <button className={first ? "button strong" : "button"} type="submit">
        {words.actions.addGo}
      </button>
    </form>
  );
}
