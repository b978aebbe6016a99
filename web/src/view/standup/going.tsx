/**
 * A stand-up that is going on: one action at a time, large enough for the back of the room. One window
 * drives; the others follow it, or look around.
 */
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import type { Standup } from "../../model/actions.ts";
import type { Standing } from "../../model/standing.ts";
import { SaveState } from "../board/save-state.tsx";
import { UndoButton } from "../board/undo-button.tsx";
import { useValue } from "../kit/use-value.ts";
import { Link } from "../link.tsx";
import { useDesk } from "../map/desk-context.ts";
import { boardPath, goTo } from "../route.ts";
import { Clock } from "./clock.tsx";
import { Step } from "./step.tsx";
import { useDriving } from "./use-driving.ts";
import { useWalk } from "./use-walk.ts";
import { Wheel } from "./wheel.tsx";
import { WrapUp } from "./wrap-up.tsx";

interface Props {
  readonly standup: Standup;
  /** Whether this window began it, and so drives. */
  readonly starts: boolean;
}

export function Going({ standup, starts }: Props) {
  const desk = useDesk();
  const words = useWords();
  const { edits, me, board } = desk.session;
  const { map } = useValue(me).rights;
  const { steps, start } = useWalk(standup);
  const [own, setOwn] = useState(start);
  const [follows, follow] = useState(true);
  const driving = useDriving(standup.id, steps[own]?.action.id ?? "", starts);
  const { other } = driving;
  const followed = other !== null && follows;
  const theirs = steps.findIndex(({ action }) => action.id === other?.action);
  const at = followed ? (theirs < 0 ? steps.length : theirs) : own;
  const step = steps[at];
  const page = useRef<HTMLDivElement>(null);

  // Whoever goes on by hand after following goes on from there.
  useEffect(() => {
    if (followed) setOwn(at);
  }, [followed, at]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another action is a reason to go there.
  useEffect(() => {
    page.current?.querySelector<HTMLElement>("#step-title")?.focus();
    page.current?.scrollTo(0, 0);
  }, [step?.action.id]);

  const go = (to: number) => {
    if (other !== null) follow(false);
    setOwn(Math.max(0, Math.min(steps.length, to)));
  };
  const close = () => {
    if (!edits.closeStandup(standup.id)) return;
    desk.say(words.standup.closed);
    goTo(boardPath(board, "standup", `standups/${standup.id}`));
  };
  return (
    <div className="standup going">
      <header>
        <Link className="button bare" to={boardPath(board, "actions")}>
          {words.actions.title}
        </Link>
        <Clock from={standup.on} />
        <SaveState />
        {map ? <UndoButton name="undo" /> : null}
        <button className="button bare" onClick={() => go(steps.length)} type="button">
          {words.standup.wrapUp}
        </button>
      </header>
      <Wheel driving={driving} follows={follows} onFollow={follow} />
      <div className="stage" ref={page}>
        {step === undefined ? (
          <WrapUp onClose={close} onGo={go} standup={standup} steps={steps} />
        ) : (
          <Step
            place={words.standup.place(at + 1, steps.length)}
            standing={step}
            standup={standup}
          />
        )}
      </div>
      <Paces at={at} go={go} standup={standup} step={step} />
    </div>
  );
}

interface PacesProps {
  readonly at: number;
  readonly step: Standing | undefined;
  readonly standup: Standup;
  readonly go: (to: number) => void;
}

/** Back, park, skip and on. */
function Paces({ at, step, standup, go }: PacesProps) {
  const desk = useDesk();
  const words = useWords();
  const { edits, me } = desk.session;
  const { map } = useValue(me).rights;
  const next = () => {
    if (step !== undefined && map && !standup.heard.includes(step.action.id)) {
      edits.hearAction(standup.id, step.action.id);
    }
    go(at + 1);
  };
  const parked = step !== undefined && standup.parked.includes(step.action.id);
  const park = () => {
    if (step === undefined) return;
    edits.parkAction(standup.id, step.action.id, !parked);
    if (!parked) {
      desk.say(words.standup.parked);
      go(at + 1);
    }
  };
  return (
    <nav aria-label={words.standup.title} className="standup-nav">
      <button className="button" disabled={at === 0} onClick={() => go(at - 1)} type="button">
        {words.standup.before}
      </button>
      {step === undefined ? null : (
        <>
          {map ? (
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
      )}
    </nav>
  );
}
