/** Asks whether so many stickies are really meant to be pasted. */
import type { FormEvent } from "react";
import { carryOut, type Pasting } from "../../actions/clipboard.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Dialog } from "../kit/dialog.tsx";
import { useHand } from "../map/use-hand.ts";

interface Props {
  readonly pasting: Pasting;
  readonly onClose: () => void;
}

export function PasteDialog({ pasting, onClose }: Props) {
  const words = useWords();
  const hand = useHand();
  const cells = pasting.kind === "new" ? pasting.coming.length : pasting.going.length;
  const go = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    carryOut(hand(null), pasting);
  };
  return (
    <Dialog onClose={onClose} title={words.clip.title(pasting.count)}>
      <form className="content flush" onSubmit={go}>
        <p>{words.clip.help(pasting.count, cells)}</p>
        <div className="row end">
          <button className="button" onClick={onClose} type="button">
            {words.cancel}
          </button>
          <button className="button strong" type="submit">
            {words.clip.go}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
