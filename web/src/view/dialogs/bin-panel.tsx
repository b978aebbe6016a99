/** *Prullenbak*: what was thrown away, by whom and when, and the way back. Empty stickies are no loss. */

import { brief, memberName } from "../../actions/places.ts";
import { env } from "../../env.ts";
import { language } from "../../i18n/language.ts";
import { since } from "../../i18n/moments.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Binned } from "../../model/board.ts";
import { Dialog } from "../kit/dialog.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { BinnedWhat } from "./binned-what.tsx";

export function BinPanel({ onClose }: { readonly onClose: () => void }) {
  const desk = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const bin = useValue(desk.session.store.bin).filter(({ what }) => what.trim() !== "");
  const { rights } = useValue(desk.session.me);
  const may = ({ root }: Binned) => (root === "stickies" ? rights.map : rights.frame);
  const putBack = (binned: Binned) => {
    if (desk.session.edits.putBack([binned.ref])) {
      desk.say(words.say.putBack(brief(binned.what, words)));
    }
  };
  return (
    <Dialog kind="panel" onClose={onClose} title={words.bin.title}>
      {bin.length === 0 ? <p className="quiet">{words.bin.empty}</p> : null}
      <ul className="bin-list">
        {bin.map((binned) => (
          <li key={binned.ref}>
            <BinnedWhat binned={binned} />
            <div className="row">
              <span className="quiet">
                {words.bin.by(
                  memberName(desk, binned.by, words),
                  since(binned.on, env.now(), speaks),
                )}
              </span>
              {may(binned) ? (
                <button
                  aria-label={words.bin.putBackOf(brief(binned.what, words))}
                  className="button"
                  onClick={() => putBack(binned)}
                  type="button"
                >
                  {words.bin.putBack}
                </button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
