/** The way to everything that was said on the board, with how much of it is new. */
import { act } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { unread } from "../../model/threads.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useHand } from "../map/use-hand.ts";

const SHOWN_MAX = 99;

export function CommentsButton() {
  const { store, me } = useDesk().session;
  const words = useWords();
  const hand = useHand();
  const { member } = useValue(me);
  const all = useValue(store.comments.all);
  const fresh = unread(all, useValue(store.comments.seenBy(member)), member).length;
  return (
    <button
      aria-haspopup="dialog"
      aria-label={words.comments.open(fresh)}
      className="icon-button comments-button"
      onClick={() => act("comments", hand(null))}
      title={words.comments.open(fresh)}
      type="button"
    >
      <Icon name="talk" />
      {fresh === 0 ? null : (
        <span aria-hidden="true" className="badge">
          {fresh > SHOWN_MAX ? `${SHOWN_MAX}+` : fresh}
        </span>
      )}
    </button>
  );
}
