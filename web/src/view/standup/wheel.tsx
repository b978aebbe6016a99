/** Who drives, and the choice to follow, to look around, or to take the wheel. */
import { useWords } from "../../i18n/use-words.ts";
import type { Driving } from "./use-driving.ts";

interface Props {
  readonly driving: Driving;
  readonly follows: boolean;
  readonly onFollow: (follows: boolean) => void;
}

export function Wheel({ driving, follows, onFollow }: Props) {
  const words = useWords();
  const { mine, other, take } = driving;
  const text = mine
    ? words.standup.drive
    : other === null
      ? words.standup.nobody
      : follows
        ? words.standup.follow(other.name)
        : words.standup.alone(other.name);
  return (
    <div className="wheel">
      <p aria-live="polite">{text}</p>
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
