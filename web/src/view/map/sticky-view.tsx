/** One sticky. Renders again only when this sticky, its writer's initials, its being written or selected changes. */
import { memo } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { ActionMark } from "../action/mark.tsx";
import { inkOf } from "../kit/ink.ts";
import { useValue } from "../kit/use-value.ts";
import { LockMark } from "../protect/lock-mark.tsx";
import { useDesk } from "./desk-context.ts";
import { Editor } from "./editor.tsx";
import { hasMarks, StickyMarks } from "./sticky-marks.tsx";
import { useStill } from "./use-still.ts";

interface Props {
  readonly id: string;
  readonly writing: boolean;
}

export const StickyView = memo(function StickyView({ id, writing }: Props) {
  const { session, selection } = useDesk();
  const { store } = session;
  const words = useWords();
  const selected = useValue(selection.of(id));
  const sticky = useStill(store.sticky(id));
  const links = useValue(store.actions.linksAt(`stickies/${id}`));
  const writer = useValue(store.member(sticky?.by ?? ""));
  const locked = useValue(store.locked(`stickies/${id}`));
  if (sticky === null) return null;
  const marked = hasMarks(sticky) || links.length > 0;
  return (
    <div
      aria-labelledby={locked ? `text:${id} lock:${id}` : `text:${id}`}
      aria-roledescription={words.board.stickyKind}
      className={writing ? "sticky editing" : "sticky"}
      data-color={inkOf(sticky.color)}
      data-selected={selected ? "" : undefined}
      data-sticky={id}
      id={`sticky:${id}`}
      role="group"
      tabIndex={-1}
    >
      {writing ? (
        <Editor id={id} />
      ) : (
        <p
          className={writer === null || marked ? "sticky-text" : "sticky-text signed"}
          id={`text:${id}`}
        >
          {sticky.text}
        </p>
      )}
      {locked ? <LockMark id={id} /> : null}
      {marked ? <StickyMarks linked={links.length > 0} sticky={sticky} /> : null}
      <ActionMark sticky={id} />
      {writer === null ? null : (
        <span aria-hidden="true" className="by">
          {writer.initials}
        </span>
      )}
    </div>
  );
});
