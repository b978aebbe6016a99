/**
 * A stand-up that is going on: one action at a time, large enough for the back of the room. One window
 * drives; the others follow it, or look around.
 */
import { useWords } from "../../i18n/late/going.ts";
import type { Standup } from "../../model/actions.ts";
import { SaveState } from "../board/save-state.tsx";
import { UndoButton } from "../board/undo-button.tsx";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { Link } from "../link.tsx";
import { useDesk } from "../map/desk-context.ts";
import { boardPath, goTo } from "../route.ts";
import { Clock } from "./clock.tsx";
import { Paces } from "./paces.tsx";
import { Step } from "./step.tsx";
import { usePlace } from "./use-place.ts";
import { Way } from "./way.tsx";
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
  const { stage, setWriting, go, ...place } = usePlace(standup, starts);
  const { steps, at } = place;
  const step = steps[at];
  const close = () => {
    if (!edits.closeStandup(standup.id)) return;
    desk.say(words.standup.closed);
    goTo(boardPath(board, "standup", `standups/${standup.id}`));
  };
  return (
    <div className="standup going">
      <header>
        <Link className="button bare" to={boardPath(board, "actions")}>
          <Icon name="back" />
          {words.actions.title}
        </Link>
        <Clock from={standup.on} />
        <div className="row nowrap">
          <SaveState />
          {map ? <UndoButton name="undo" /> : null}
          <button className="button bare" onClick={() => go(steps.length)} type="button">
            {words.standup.wrapUp}
          </button>
        </div>
      </header>
      <Way
        at={at}
        driving={place.driving}
        following={place.following}
        onFollow={place.follow}
        standup={standup}
        steps={steps}
      />
      <div className="stage" ref={stage}>
        {step === undefined ? (
          <WrapUp onGo={go} standup={standup} steps={steps} />
        ) : (
          <Step onWriting={setWriting} standing={step} standup={standup} />
        )}
      </div>
      <Paces at={at} go={go} onClose={close} standup={standup} step={step} />
    </div>
  );
}
