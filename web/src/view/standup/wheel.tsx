/** Who drives, and the choice to follow, to look around, or to take the wheel. */

import type { GoingWords as Words } from "../../i18n/late/going.ts";
import { useWords } from "../../i18n/late/going.ts";
import type { Driving } from "./use-driving.ts";
import type { Following } from "./use-place.ts";

interface Props {
  readonly driving: Driving;
  readonly following: Following;
  readonly onFollow: (follows: boolean) => void;
}

function told({ mine, other }: Driving, following: Following, { standup }: Words): string {
  if (mine) return standup.drive;
  return other === null ? standup.nobody : standup[following](other.name);
}

export function Wheel({ driving, following, onFollow }: Props) {
  const words = useWords();
  const { mine, other, alone, take } = driving;
  // With nobody else in it there is nobody to follow or to lead.
  if (alone) return null;
  const follows = following !== "alone";
  return (
    <div className="wheel">
      <p aria-live="polite">{told(driving, following, words)}</p>
      {mine || other === null ? null : (
        <button className="button bare" onClick={() => onFollow(!follows)} type="button">
          {follows ? words.standup.lookAround : words.standup.followAgain}
        </button>
      )}
      {mine ? null : (
        <button className="button bare" onClick={take} type="button">
          {words.standup.take}
        </button>
      )}
    </div>
  );
}
