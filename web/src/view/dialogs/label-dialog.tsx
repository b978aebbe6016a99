/** The tags of one or many stickies: given to all, taken from all, and new ones on the way. */
import {
  type FormEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { chosenBrief } from "../../actions/moving.ts";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import type { Tag } from "../../model/board.ts";
import { Dialog } from "../kit/dialog.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { TagDot } from "../map/tag-dot.tsx";
import { useHand } from "../map/use-hand.ts";

interface Props {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

/** How many of these carry the tag, also when somebody else gives or takes it meanwhile. */
function useCarried(ids: readonly string[], tag: string): number {
  const { store } = useDesk().session;
  const stickies = useMemo(() => ids.map((id) => store.sticky(id)), [ids, store]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = stickies.map((sticky) => sticky.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [stickies],
  );
  return useSyncExternalStore(
    subscribe,
    () => stickies.filter((sticky) => sticky.get()?.tags.includes(tag) === true).length,
  );
}

function TagChoice({ ids, tag }: { readonly ids: readonly string[]; readonly tag: Tag }) {
  const { edits } = useDesk().session;
  const words = useWords();
  const box = useRef<HTMLInputElement>(null);
  const carried = useCarried(ids, tag.id);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = carried > 0 && carried < ids.length;
  });
  return (
    <label className="choice">
      <input
        checked={carried === ids.length}
        onChange={() => edits.tag(ids, tag.id, carried < ids.length)}
        ref={box}
        type="checkbox"
      />
      <span>
        <TagDot color={tag.color} /> {tag.title || words.board.untitled}
      </span>
    </label>
  );
}

export function LabelDialog({ ids, onClose }: Props) {
  const { session } = useDesk();
  const words = useWords();
  const hand = useHand();
  const tags = useValue(session.store.tags);
  const { frame } = useValue(session.me).rights;
  const [title, setTitle] = useState("");
  const add = (event: FormEvent) => {
    event.preventDefault();
    const tag = session.edits.addTag(title);
    if (tag === null) return;
    setTitle("");
    session.edits.tag(ids, tag, true);
  };
  return (
    <Dialog onClose={onClose} title={words.select.labelTitle}>
      <p className="quiet">{chosenBrief(hand(null), ids)}</p>
      {tags.length === 0 ? <p>{words.panel.noTags}</p> : null}
      <div className="choices">
        {tags.map((tag) => (
          <TagChoice ids={ids} key={tag.id} tag={tag} />
        ))}
      </div>
      {ids.length > 1 && tags.length > 0 ? <p className="quiet">{words.select.labelHelp}</p> : null}
      {frame ? (
        <form className="row nowrap" onSubmit={add}>
          <input
            aria-label={words.panel.newTag}
            className="input"
            maxLength={TITLE_TEXT_MAX}
            onChange={(event) => setTitle(event.target.value)}
            placeholder={words.panel.newTag}
            value={title}
          />
          <button className="button" type="submit">
            {words.panel.addTag}
          </button>
        </form>
      ) : null}
    </Dialog>
  );
}
