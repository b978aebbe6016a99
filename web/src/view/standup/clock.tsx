/** The fifteen minutes of a stand-up, counting down; a screen reader hears whole minutes when it asks. */
import { useEffect, useState } from "react";
import { env } from "../../env.ts";
import { STANDUP_MINUTES } from "../../generated/limits.ts";
import { useWords } from "../../i18n/use-words.ts";

const MINUTE = 60_000;

export function Clock({ from }: { readonly from: number }) {
  const words = useWords();
  const [now, setNow] = useState(env.now());
  useEffect(() => env.later(1_000 - (now % 1_000), () => setNow(env.now())), [now]);
  const left = Math.max(0, from + STANDUP_MINUTES * MINUTE - now);
  const [minutes, seconds] = [Math.floor(left / MINUTE), Math.floor((left % MINUTE) / 1_000)];
  const label = left === 0 ? words.standup.over : words.standup.minutes(Math.ceil(left / MINUTE));
  return (
    <p
      aria-label={`${words.standup.clock}: ${label}`}
      className="clock"
      data-over={left === 0}
      role="timer"
    >
      {left === 0 ? words.standup.over : `${minutes}:${String(seconds).padStart(2, "0")}`}
    </p>
  );
}
