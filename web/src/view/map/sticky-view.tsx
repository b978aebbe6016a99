/** One sticky. Renders again only when its face changes or its being written. */
import { memo, useMemo } from "react";
import { ActionMark } from "../action/mark.tsx";
import { inkOf } from "../kit/ink.ts";
import { useValue } from "../kit/use-value.ts";
import { LockMark } from "../protect/lock-mark.tsx";
import { useDesk } from "./desk-context.ts";
import { Editor } from "./editor.tsx";
import { faceOf } from "./face.ts";
import { hasMarks, StickyMarks } from "./sticky-marks.tsx";

interface Props {
  readonly id: string;
  readonly writing: boolean;
}

export const StickyView = memo(function StickyView({ id, writing }: Props) {
  const desk = useDesk();
  const face = useValue(useMemo(() => faceOf(desk, id), [desk, id]));
  if (face === null) return null;
  const { sticky, initials, selected, locked, linked, talked, acted, words } = face;
  const marked = hasMarks(sticky) || linked || talked;
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
          className={initials === null || marked ? "sticky-text" : "sticky-text signed"}
          id={`text:${id}`}
        >
          {sticky.text}
        </p>
      )}
      {locked ? <LockMark id={id} /> : null}
      {marked ? <StickyMarks linked={linked} sticky={sticky} talked={talked} /> : null}
      {acted ? <ActionMark sticky={id} /> : null}
      {initials === null ? null : (
        <span aria-hidden="true" className="by">
          {initials}
        </span>
      )}
    </div>
  );
});
