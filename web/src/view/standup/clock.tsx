/**
 * The fifteen minutes of a stand-up, counting down by the server's time, so that every screen shows
 * the same. A screen reader hears whole minutes when it asks, and is told when they run out.
 */
import { useEffect, useRef, useState } from "react";
import { env } from "../../env.ts";
import { STANDUP_MINUTES } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/going.ts";
import { useDesk } from "../map/desk-context.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** What is worth a word by itself. */
const TOLD = [5, 1, 0];

export function Clock({ from }: { readonly from: number }) {
  const desk = useDesk();
  const words = useWords();
  const { now } = desk.session;
  const [at, setAt] = useState(now);
  useEffect(() => env.later(SECOND - (at % SECOND), () => setAt(now())), [at, now]);
  const left = Math.max(0, from + STANDUP_MINUTES * MINUTE - at);
  const whole = Math.ceil(left / MINUTE);
  const label = whole === 0 ? words.standup.over : words.standup.minutes(whole);
  const told = useRef(whole);
  useEffect(() => {
    if (told.current !== whole && TOLD.includes(whole)) desk.say(label);
    told.current = whole;
  }, [desk, whole, label]);
  const seconds = String(Math.floor((left % MINUTE) / SECOND)).padStart(2, "0");
  return (
    <p
      aria-label={`${words.standup.clock}: ${label}`}
      className="clock"
      data-over={whole === 0}
      role="timer"
    >
      {whole === 0 ? words.standup.over : `${Math.floor(left / MINUTE)}:${seconds}`}
    </p>
  );
}
