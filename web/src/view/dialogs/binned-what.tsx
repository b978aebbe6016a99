/** What lies in the bin: a sticky as the paper it was, anything else by its name. */
import { useWords } from "../../i18n/late/dialogs.ts";
import type { Binned } from "../../model/board.ts";
import { inkOf } from "../kit/ink.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export function BinnedWhat({ binned }: { readonly binned: Binned }) {
  const { store } = useDesk().session;
  const words = useWords();
  const sticky = useValue(store.sticky(binned.root === "stickies" ? binned.id : ""));
  if (sticky !== null) {
    return (
      <div className="sticky" data-color={inkOf(sticky.color)}>
        <p className="sticky-text">{sticky.text}</p>
      </div>
    );
  }
  const { root, what } = binned;
  const kind =
    root === "phases" || root === "lanes" ? words.bin.kinds[root] : words.bin.kinds.other;
  return (
    <p>
      <span className="quiet">{kind}</span> {what}
    </p>
  );
}
