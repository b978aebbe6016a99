/** The steps through a stand-up: back, park, skip and on; at its end, closing it. */
import { useWords } from "../../i18n/late/going.ts";
import type { Standup } from "../../model/actions.ts";
import type { Standing } from "../../model/standing.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly at: number;
  /** Nothing at the end of the walk. */
  readonly step: Standing | undefined;
  readonly standup: Standup;
  readonly go: (to: number) => void;
  readonly onClose: () => void;
}

export function Paces({ at, step, standup, go, onClose }: Props) {
  const { map } = useValue(useDesk().session.me).rights;
  const words = useWords();
  return (
    <nav aria-label={words.standup.title} className="standup-nav">
      <button
        aria-label={words.standup.before}
        className="button back"
        disabled={at === 0}
        onClick={() => go(at - 1)}
        type="button"
      >
        <Icon name="back" />
        <span>{words.standup.before}</span>
      </button>
      {step !== undefined ? (
        <Onward at={at} go={go} may={map} standup={standup} step={step} />
      ) : map ? (
        <button className="button strong" onClick={onClose} type="button">
          {words.standup.close}
        </button>
      ) : null}
    </nav>
  );
}

interface OnwardProps {
  readonly at: number;
  readonly step: Standing;
  readonly standup: Standup;
  readonly may: boolean;
  readonly go: (to: number) => void;
}

function Onward({ at, step, standup, may, go }: OnwardProps) {
  const desk = useDesk();
  const words = useWords();
  const { edits } = desk.session;
  const { id } = step.action;
  const parked = standup.parked.includes(id);
  const next = () => {
    if (may && !standup.heard.includes(id)) edits.hearAction(standup.id, id);
    go(at + 1);
  };
  const park = () => {
    edits.parkAction(standup.id, id, !parked);
    if (parked) return;
    desk.say(words.standup.parked);
    go(at + 1);
  };
  return (
    <>
      {may ? (
        <button aria-pressed={parked} className="button" onClick={park} type="button">
          {parked ? words.standup.unpark : words.standup.park}
        </button>
      ) : null}
      <button className="button" onClick={() => go(at + 1)} type="button">
        {words.standup.skip}
      </button>
      <button className="button strong" onClick={next} type="button">
        {words.standup.next}
      </button>
    </>
  );
}
