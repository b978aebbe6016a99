/** On a sticky, without opening anything: how much was said about it, and whether any of it is new. */
import { useWords } from "../../i18n/use-words.ts";
import type { Sticky } from "../../model/board.ts";
import { openCount, unread } from "../../model/threads.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useStill } from "../map/use-still.ts";

export function CommentMark({ sticky }: { readonly sticky: Sticky }) {
  const desk = useDesk();
  const words = useWords();
  const { store, me } = desk.session;
  const { id, lane, phase } = sticky;
  const { member } = useValue(me);
  const said = useStill(store.comments.about(`stickies/${id}`));
  const fresh = unread(said, useStill(store.comments.seenBy(member)), member).length;
  const count = openCount(said);
  return (
    <li>
      <button
        aria-label={words.comments.mark(count, fresh)}
        className="bond comment-mark"
        data-fresh={fresh > 0 ? "" : undefined}
        onClick={() => desk.openPanel({ kind: "sticky", id, lane, phase }, "comments")}
        tabIndex={-1}
        type="button"
      >
        <Icon name="talk" />
        {fresh > 0 ? words.comments.freshOf(count, fresh) : count}
      </button>
    </li>
  );
}
