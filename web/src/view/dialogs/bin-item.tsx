/** One thing in the bin: what it was, who threw it away, and the way back. */
import { brief, memberName } from "../../actions/places.ts";
import { env } from "../../env.ts";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { daysUntil, since } from "../../i18n/moments.ts";
import type { Binned } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { BinnedWhat } from "./binned-what.tsx";

interface Props {
  readonly binned: Binned;
  readonly may: boolean;
  readonly picked: boolean;
  /** Whether there is nothing else to choose together with it. */
  readonly single: boolean;
  readonly onPick: (on: boolean) => void;
  readonly onPutBack: () => void;
}

export function BinItem({ binned, may, picked, single, onPick, onPutBack }: Props) {
  const desk = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const what = brief(binned.what, words);
  const by = memberName(desk, binned.by, words);
  return (
    <li>
      <BinnedWhat binned={binned} />
      <div className="row">
        {may && !single ? (
          <input
            aria-label={words.bin.choose(what)}
            checked={picked}
            className="pick"
            onChange={(event) => onPick(event.target.checked)}
            type="checkbox"
          />
        ) : null}
        <span className="quiet grow">
          {words.bin.by(by, since(binned.on, env.now(), speaks))}
          {binned.until === null ? null : (
            <span className="stays">
              {words.bin.stays(daysUntil(binned.until, desk.session.now()))}
            </span>
          )}
        </span>
        {may ? (
          <button
            aria-label={words.bin.putBackOf(what)}
            className="button"
            onClick={onPutBack}
            type="button"
          >
            {words.bin.putBack}
          </button>
        ) : null}
      </div>
    </li>
  );
}
