/** Searching and filtering: the words, how many fit, the way from one to the next, and back to all. */
import { type KeyboardEvent as Pressed, type RefObject, useEffect, useRef, useState } from "react";
import { NOTHING_SOUGHT, pickCount } from "../../actions/finding.ts";
import { spell } from "../../actions/keys.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useTyped } from "../kit/use-typed.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { elementOf } from "../map/element.ts";
import { Filters } from "./filters.tsx";
import { useFinder } from "./use-finder.ts";

interface StepProps {
  readonly empty: boolean;
  readonly step: (by: -1 | 1) => void;
}

function StepButtons({ empty, step }: StepProps) {
  const words = useWords();
  return (
    <>
      <button
        aria-label={words.find.previous}
        className="icon-button"
        disabled={empty}
        onClick={() => step(-1)}
        title={words.find.previous}
        type="button"
      >
        <Icon name="up" />
      </button>
      <button
        aria-label={words.find.next}
        className="icon-button"
        disabled={empty}
        onClick={() => step(1)}
        title={words.find.next}
        type="button"
      >
        <Icon name="down" />
      </button>
    </>
  );
}

/** How many fit, which one is looked at, and what to do when none does. */
function FoundCount({ at }: { readonly at: number | null }) {
  const words = useWords();
  const found = useValue(useDesk().found);
  const parts: string[] = [];
  if (found !== null && found.ids.length === 0) parts.push(words.find.none);
  else if (found !== null) {
    parts.push(words.find.count(found.ids.length, found.total));
    if (at !== null) parts.push(`· ${words.find.at(at + 1)}`);
  }
  return (
    <p className="finder-count" role="status">
      {parts.join(" ")}
    </p>
  );
}

/** The field has the focus from the start, and again when somebody asks to find something. */
function useFindFocus(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const ended = new AbortController();
    input.current?.focus();
    const onFind = (event: KeyboardEvent) => {
      if (spell(event) !== "Control+f") return;
      event.preventDefault();
      input.current?.select();
    };
    window.addEventListener("keydown", onFind, { signal: ended.signal });
    return () => ended.abort();
  }, [input]);
}

export function SearchBar() {
  const desk = useDesk();
  const words = useWords();
  const finding = useValue(desk.finding) ?? NOTHING_SOUGHT;
  const found = useValue(desk.found);
  const [filtering, filter] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { current, step, finder } = useFinder();
  useFindFocus(input);

  const close = () => {
    desk.finding.set(null);
    desk.say(words.find.all);
    const id = current === null ? null : found?.ids[current];
    const target = id == null ? null : elementOf({ kind: "sticky", id, lane: "", phase: "" });
    (target ?? document.getElementById("map"))?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: Pressed<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === input.current) step(event.shiftKey ? -1 : 1);
    else {
      if (!(event.ctrlKey || event.metaKey)) event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  useTyped((query) => desk.finding.set({ ...finding, query }));
  const count = pickCount(finding.picks);

  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: Escape closes it, from wherever inside.
    <search aria-label={words.find.title} className="finder" onKeyDown={onKeyDown}>
      {filtering && finder !== null ? <Filters finder={finder} /> : null}
      <div className="finder-line">
        <input
          aria-label={words.find.label}
          className="input"
          onChange={(event) => desk.finding.set({ ...finding, query: event.target.value })}
          placeholder={words.find.label}
          ref={input}
          type="search"
          value={finding.query}
        />
        <button
          aria-expanded={filtering}
          aria-label={words.find.filtersOn(count)}
          className="icon-button"
          data-count={count === 0 ? undefined : count}
          onClick={() => filter(!filtering)}
          title={words.find.filter}
          type="button"
        >
          <Icon name="filter" />
        </button>
        <StepButtons empty={found === null || found.ids.length === 0} step={step} />
        <button
          aria-label={words.find.close}
          className="icon-button"
          onClick={close}
          title={words.find.close}
          type="button"
        >
          <Icon name="close" />
        </button>
      </div>
      <FoundCount at={current} />
    </search>
  );
}
