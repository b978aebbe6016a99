/** The small lock on a sticky that only facilitators may change now. */
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";

export function LockMark({ id }: { readonly id: string }) {
  const words = useWords();
  return (
    <span className="lock-mark" title={words.protect.locked}>
      <Icon name="lock" />
      <span className="unseen" id={`lock:${id}`}>
        {words.protect.locked}
      </span>
    </span>
  );
}
