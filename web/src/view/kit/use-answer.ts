/** An answer of the server inside a component: asked when shown, asked again on demand. */
import { useCallback, useEffect, useState } from "react";
import type { Answer } from "../../sync/api.ts";

/** `ask` must keep its identity. The answer is null until it came. */
export function useAnswer<T>(
  ask: () => Promise<Answer<T>>,
): readonly [answer: Answer<T> | null, again: () => void] {
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again.
  useEffect(() => {
    let wanted = true;
    void ask().then((came) => {
      if (wanted) setAnswer(came);
    });
    return () => {
      wanted = false;
    };
  }, [ask, round]);
  return [answer, useCallback(() => setRound((now) => now + 1), [])];
}
