/** On a sticky or the head of a phase or lane: how much was said about it, and whether any of it is new. */

import { recordOf, type Target } from "../../actions/target.ts";
import { useWords } from "../../i18n/use-words.ts";
import { openCount, unread } from "../../model/threads.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useStill } from "../map/use-still.ts";

/** Nothing where nothing was said, or all of it is dealt with. In a head the name needs the room. */
export function CommentMark({ target }: { readonly target: Target }) {
  const desk = useDesk();
  const words = useWords();
  const { store, me } = desk.session;
  const { member } = useValue(me);
  const said = useStill(store.comments.about(recordOf(target) ?? "stickies/"));
  const fresh = unread(said, useStill(store.comments.seenBy(member)), member).length;
  const count = openCount(said);
  if (count === 0) return null;
  return (
    <button
      aria-label={words.comments.mark(count, fresh)}
      className="bond comment-mark"
      data-fresh={fresh > 0 ? "" : undefined}
      onClick={() => desk.openPanel(target, "comments")}
      tabIndex={-1}
      type="button"
    >
      <Icon name="talk" />
      {fresh > 0 && target.kind === "sticky" ? words.comments.freshOf(count, fresh) : count}
    </button>
  );
}
