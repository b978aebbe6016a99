/** One sticky as a line of the outline: read it, write in it, or open its menu. */
import { memo } from "react";
import { brief } from "../../actions/places.ts";
import { useWords } from "../../i18n/use-words.ts";
import { openCount } from "../../model/threads.ts";
import { inkOf } from "../kit/ink.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { hasMarks, StickyMarks } from "../map/sticky-marks.tsx";
import { ItemEditor } from "./item-editor.tsx";
import { LineMenu } from "./line-menu.tsx";
import { useList } from "./list-context.ts";

export const Item = memo(function Item({ id }: { readonly id: string }) {
  const { session } = useDesk();
  const words = useWords();
  const { writing, write } = useList();
  const sticky = useValue(session.store.sticky(id));
  const said = useValue(session.store.comments.about(`stickies/${id}`));
  const legend = useValue(session.store.legend);
  const { map } = useValue(session.me).rights;
  if (sticky === null) return null;
  const ink = inkOf(sticky.color);
  const meaning = legend[ink] ?? words.colors[ink];
  const text = sticky.text.trim() === "" ? words.board.emptySticky : sticky.text;
  const talked = openCount(said) > 0;
  const isWriting = writing?.kind === "sticky" && writing.id === id;
  return (
    <li
      className="outline-item"
      data-color={ink}
      data-lane={sticky.lane}
      data-line=""
      data-phase={sticky.phase}
      data-sticky={id}
    >
      <span className="swatch" title={meaning} />
      <span className="unseen">{meaning}: </span>
      <div>
        {isWriting ? (
          <ItemEditor id={id} write={write} />
        ) : map ? (
          <button
            className="outline-text"
            id={`list:sticky:${id}`}
            onClick={() => write({ kind: "sticky", id, start: "end" })}
            title={words.list.edit}
            type="button"
          >
            {text}
          </button>
        ) : (
          <p className="outline-text" id={`list:sticky:${id}`} tabIndex={-1}>
            {text}
          </p>
        )}
        {hasMarks(sticky) || talked ? (
          <StickyMarks linked={false} sticky={sticky} talked={talked} />
        ) : null}
      </div>
      <LineMenu of={brief(sticky.text, words)} tabbed={false} />
    </li>
  );
});
