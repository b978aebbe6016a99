/**
 * *Prullenbak*: what was thrown away, by whom and when, and the way back: one, or many as one step.
 * Empty stickies are no loss.
 */
import { useState } from "react";
import { brief } from "../../actions/places.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import type { AnyRef, Binned } from "../../model/board.ts";
import { Dialog } from "../kit/dialog.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { BinItem } from "./bin-item.tsx";

const NONE: ReadonlySet<AnyRef> = new Set();
/** What participants write; everything else that can be in the bin is the frame's. */
const ON_MAP: readonly string[] = ["stickies", "actions", "standups"];

export function BinPanel({ onClose }: { readonly onClose: () => void }) {
  const desk = useDesk();
  const words = useWords();
  const bin = useValue(desk.session.store.bin).filter(({ what }) => what.trim() !== "");
  const { rights } = useValue(desk.session.me);
  const [picked, pick] = useState(NONE);
  const may = ({ root }: Binned) => (ON_MAP.includes(root) ? rights.map : rights.frame);
  const mine = bin.filter(may);
  const chosen = mine.filter(({ ref }) => picked.has(ref));
  const putBack = (binned: readonly Binned[]) => {
    if (!desk.session.edits.putBack(binned.map(({ ref }) => ref))) return;
    const what = brief(binned[0]?.what ?? "", words);
    desk.say(binned.length === 1 ? words.say.putBack(what) : words.bin.putBackNow(binned.length));
    pick(NONE);
  };
  const pickOne = (ref: AnyRef, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(ref);
    else next.delete(ref);
    pick(next);
  };
  const pickAll = (on: boolean) => pick(on ? new Set(mine.map(({ ref }) => ref)) : NONE);
  return (
    <Dialog kind="panel" onClose={onClose} title={words.bin.title}>
      {bin.length === 0 ? <EmptyBin onClose={onClose} /> : null}
      {mine.length < 2 ? null : (
        <div className="row apart">
          <label className="check">
            <input
              checked={chosen.length === mine.length}
              onChange={(event) => pickAll(event.target.checked)}
              type="checkbox"
            />
            {words.bin.all}
          </label>
          <button
            aria-disabled={chosen.length === 0}
            className="button"
            onClick={() => putBack(chosen)}
            type="button"
          >
            {words.bin.putBackChosen(chosen.length)}
          </button>
        </div>
      )}
      <ul className="bin-list">
        {bin.map((binned) => (
          <BinItem
            binned={binned}
            key={binned.ref}
            may={may(binned)}
            onPick={(on) => pickOne(binned.ref, on)}
            onPutBack={() => putBack([binned])}
            picked={picked.has(binned.ref)}
            single={mine.length < 2}
          />
        ))}
      </ul>
    </Dialog>
  );
}

/** Nothing to put back: who misses something older looks in the versions, who may not goes back. */
function EmptyBin({ onClose }: { readonly onClose: () => void }) {
  const desk = useDesk();
  const words = useWords();
  const { look } = useValue(desk.session.me).rights;
  return (
    <div className="nothing-here">
      <p>{words.bin.empty}</p>
      {look ? (
        <button
          className="button"
          onClick={() => desk.dialog.set({ kind: "versions" })}
          type="button"
        >
          {words.bin.toVersions}
        </button>
      ) : (
        <button className="button" onClick={onClose} type="button">
          {words.bin.toBoard}
        </button>
      )}
    </div>
  );
}
