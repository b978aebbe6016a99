/**
 * Where an action stands, and one sentence about it: a tap sets the status, with the sentence if one
 * was typed; the sentence alone goes into the log. Stopping waits for its reason. Used in the detail
 * and, large, in the stand-up.
 */
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { HINT_TEXT_MAX } from "../../generated/limits.ts";
import { STATUSES, type Status } from "../../generated/schema.ts";
import { useWords } from "../../i18n/late/going.ts";
import type { Action } from "../../model/actions.ts";
import { useDesk } from "../map/desk-context.ts";
import { statusWord } from "./names.ts";

interface Props {
  readonly action: Action;
  /** The stand-up in which it is said. */
  readonly standup?: string;
  /** Told when there are words that are not written down yet, and when there are none any more. */
  readonly onWriting?: (writing: boolean) => void;
}

/**
 * What is being said, and how it is written down. Words that still stand in the field when somebody
 * goes on are written down too: they were said.
 */
function useSaying(action: Action, standup: string | null) {
  const desk = useDesk();
  const words = useWords();
  const [note, setNote] = useState("");
  const [stopping, setStopping] = useState(false);
  const [missing, setMissing] = useState(false);
  const write = (status: string) => {
    if (desk.session.edits.setActionStatus([action.id], status, note, standup)) {
      const said = words.actions.moved(action.title, statusWord(status, words));
      desk.say(status === action.status ? words.standup.wasSaid : said);
    }
    setNote("");
    setStopping(false);
    setMissing(false);
  };
  const leave = useRef(() => {});
  leave.current = () => {
    if (note.trim() !== "") write(stopping ? "stopped" : action.status);
  };
  useEffect(() => () => leave.current(), []);
  return { note, setNote, stopping, setStopping, missing, setMissing, write };
}

export function SayForm({ action, standup, onWriting }: Props) {
  const words = useWords();
  const { field } = words.actions;
  const { note, setNote, stopping, setStopping, missing, setMissing, write } = useSaying(
    action,
    standup ?? null,
  );
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const writes = note !== "";
  useEffect(() => onWriting?.(writes), [onWriting, writes]);

  const choose = (status: Status) => {
    if (status === action.status) return;
    if (status === "stopped" && note.trim() === "") {
      setStopping(true);
      input.current?.focus();
      return;
    }
    write(status);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim() === "") {
      setMissing(stopping);
      input.current?.focus();
    } else write(stopping ? "stopped" : action.status);
  };
  return (
    <form className="say" noValidate={true} onSubmit={submit}>
      <Statuses onChoose={choose} status={action.status} />
      <label htmlFor={`${id}-note`}>{stopping ? field.reason : field.note}</label>
      <div className="row nowrap">
        <input
          aria-describedby={missing ? `${id}-missing` : undefined}
          aria-invalid={missing ? true : undefined}
          autoComplete="off"
          className="input"
          id={`${id}-note`}
          maxLength={HINT_TEXT_MAX}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && stopping) {
              event.stopPropagation();
              setStopping(false);
            }
          }}
          placeholder={field.notePlace}
          ref={input}
          value={note}
        />
        <button className="button" type="submit">
          {stopping ? field.reasonGo : field.noteGo}
        </button>
      </div>
      {missing ? (
        <p className="error" id={`${id}-missing`} role="alert">
          {field.reasonMissing}
        </p>
      ) : null}
    </form>
  );
}

interface StatusesProps {
  readonly status: string;
  readonly onChoose: (status: Status) => void;
}

/** Arrows walk here without choosing: every choice is written down. */
function Statuses({ status: now, onChoose }: StatusesProps) {
  const words = useWords();
  const label = useId();
  const known = STATUSES.some((status) => status === now);
  return (
    <>
      <p className="label" id={label}>
        {words.actions.field.status}
      </p>
      <div
        aria-labelledby={label}
        className="statuses"
        onKeyDown={(event) => {
          if (event.key.startsWith("Arrow")) walk(event);
        }}
        role="radiogroup"
        tabIndex={-1}
      >
        {STATUSES.map((status, at) => (
          <button
            aria-checked={status === now}
            className="chip"
            data-status={status}
            key={status}
            onClick={() => onChoose(status)}
            role="radio"
            tabIndex={status === now || (!known && at === 0) ? 0 : -1}
            type="button"
          >
            {words.actions.status[status]}
          </button>
        ))}
      </div>
    </>
  );
}

function walk(event: React.KeyboardEvent<HTMLElement>): void {
  const radios = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")];
  const at = radios.indexOf(document.activeElement as HTMLElement);
  const back = event.key === "ArrowLeft" || event.key === "ArrowUp";
  const next = radios[(at + (back ? -1 : 1) + radios.length) % radios.length];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
