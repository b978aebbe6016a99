/**
 * The panel over the map for what is selected. It comes when asked for, follows the selection, never
 * takes the map away, and gives the focus back. What it shows is made of sections.
 */
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { PanelRequest } from "../../actions/desk.ts";
import type { Target } from "../../actions/target.ts";
import { useWords } from "../../i18n/late/side.ts";
import { Icon } from "../kit/icon.tsx";
import { useDesk } from "../map/desk-context.ts";
import { elementOf } from "../map/element.ts";
import { GoneNote } from "./gone-note.tsx";
import { SECTIONS } from "./sections.ts";
import { useSubject } from "./subject.ts";

const FIELDS = "input, select, textarea";

function keyOf(target: Target): string {
  return "id" in target ? `${target.kind} ${target.id}` : target.kind;
}

export function SidePanel({ request }: { readonly request: PanelRequest }) {
  const { target } = request;
  const desk = useDesk();
  const words = useWords();
  const element = useRef<HTMLElement>(null);
  const subject = useSubject(target);
  const close = () => {
    desk.panel.set(null);
    elementOf(target)?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (!request.asked) return;
    const part = request.part === undefined ? "h2" : ".comments :is(textarea, h3)";
    const parts = element.current?.querySelectorAll<HTMLElement>(part);
    // The field to write in stands after what was said.
    parts?.item(parts.length - 1).focus();
  }, [request]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const writes = event.target instanceof Element && event.target.closest(FIELDS) !== null;
    if (event.key === "Escape" && !event.nativeEvent.isComposing) {
      event.stopPropagation();
      close();
    } else if (writes || !(event.ctrlKey || event.metaKey)) event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: Escape closes it, from wherever inside.
    <aside aria-label={words.panel.name} className="side" onKeyDown={onKeyDown} ref={element}>
      <header>
        <div>
          <p className="overline">{subject.kind}</p>
          <h2 tabIndex={-1}>{subject.title}</h2>
        </div>
        <button aria-label={words.close} className="icon-button" onClick={close} type="button">
          <Icon name="close" />
        </button>
      </header>
      {subject.there ? (
        SECTIONS.filter(({ fits }) => fits(target)).map(({ id, Body }) => (
          <Body key={`${id} ${keyOf(target)}`} target={target} />
        ))
      ) : (
        <GoneNote target={target} />
      )}
    </aside>
  );
}
