/** How far a stand-up is: a mark for every action, and who drives. */
import { useWords } from "../../i18n/late/going.ts";
import type { Standup } from "../../model/actions.ts";
import type { Standing } from "../../model/standing.ts";
import type { Driving } from "./use-driving.ts";
import type { Following } from "./use-place.ts";
import { Wheel } from "./wheel.tsx";

interface Props {
  readonly standup: Standup;
  readonly steps: readonly Standing[];
  readonly at: number;
  readonly driving: Driving;
  readonly following: Following;
  readonly onFollow: (follows: boolean) => void;
}

export function Way({ standup, steps, at, driving, following, onFollow }: Props) {
  const words = useWords();
  const stateOf = (id: string) =>
    standup.parked.includes(id) ? "parked" : standup.heard.includes(id) ? "heard" : "open";
  return (
    <div className="way">
      <p>{at < steps.length ? words.standup.place(at + 1, steps.length) : words.standup.wrapUp}</p>
      <div aria-hidden="true" className="marks">
        {steps.map(({ action }, nth) => (
          <span data-now={nth === at} data-state={stateOf(action.id)} key={action.id} />
        ))}
      </div>
      <Wheel driving={driving} following={following} onFollow={onFollow} />
    </div>
  );
}
