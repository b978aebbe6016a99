/** The tags of a sticky; who may change the frame makes new ones here and manages them all. */
import { type FormEvent, useRef } from "react";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/side.ts";
import type { Sticky } from "../../model/board.ts";
import { AnyOfChips } from "../kit/chips.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { TagDot } from "../map/tag-dot.tsx";

export function StickyTags({ sticky }: { readonly sticky: Sticky }) {
  const desk = useDesk();
  const words = useWords();
  const { edits, store, me } = desk.session;
  const tags = useValue(store.tags);
  const { frame } = useValue(me).rights;
  const field = useRef<HTMLInputElement>(null);
  const add = (event: FormEvent) => {
    event.preventDefault();
    const tag = edits.addTag(field.current?.value ?? "");
    if (tag === null) return;
    edits.tag([sticky.id], tag, true);
    if (field.current !== null) field.current.value = "";
  };
  return (
    <>
      {tags.length === 0 && !frame ? null : (
        <AnyOfChips
          chips={tags.map(({ id, title, color }) => ({
            value: id,
            label: title.trim() || words.board.untitled,
            mark: <TagDot color={color} />,
          }))}
          label={words.panel.tags}
          onChange={(tag, on) => edits.tag([sticky.id], tag, on)}
          value={sticky.tags}
        />
      )}
      {frame ? (
        <form className="row nowrap" onSubmit={add}>
          <input
            aria-label={words.panel.newTag}
            autoComplete="off"
            className="input"
            maxLength={TITLE_TEXT_MAX}
            placeholder={words.panel.newTag}
            ref={field}
          />
          <button className="button" type="submit">
            {words.panel.addTag}
          </button>
        </form>
      ) : null}
      {frame && tags.length > 0 ? (
        <button
          className="button bare start"
          onClick={() => desk.dialog.set({ kind: "tags" })}
          type="button"
        >
          {words.panel.manageTags}
        </button>
      ) : null}
    </>
  );
}
