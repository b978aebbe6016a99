/** Searching and filtering: the words, how many fit, the way from one to the next, and back to all. */
import { type KeyboardEvent as Pressed, useEffect, useRef, useState } from "react";
import { isSeeking, NOTHING_SOUGHT, pickCount } from "../../actions/finding.ts";
import { spell } from "../../actions/keys.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { elementOf } from "../map/element.ts";
import { Filters } from "./filters.tsx";
import { useFinder } from "./use-finder.ts";

export function SearchBar() {
  const desk = useDesk();
  const words = useWords();
  const finding = useValue(desk.finding) ?? NOTHING_SOUGHT;
  const found = useValue(desk.found);
  const [filtering, filter] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { current, step, finder } = useFinder();
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
  }, []);

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
  const count = pickCount(finding.picks);
  const at = current === null ? null : current + 1;
  const shown = found === null ? "" : words.find.count(found.ids.length, found.total);

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
        <button
          aria-label={words.find.previous}
          className="icon-button"
          disabled={found === null || found.ids.length === 0}
          onClick={() => step(-1)}
          title={words.find.previous}
          type="button"
        >
          <Icon name="up" />
        </button>
        <button
          aria-label={words.find.next}
          className="icon-button"
          disabled={found === null || found.ids.length === 0}
          onClick={() => step(1)}
          title={words.find.next}
          type="button"
        >
          <Icon name="down" />
        </button>
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
      <p className="finder-count" role="status">
        {shown}
        {at === null || found === null || found.ids.length === 0 ? "" : ` · ${words.find.at(at)}`}
        {found !== null && found.ids.length === 0 && isSeeking(finding)
          ? ` ${words.find.none}`
          : ""}
      </p>
    </search>
  );
}
