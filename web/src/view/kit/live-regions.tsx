/** The two places where the page speaks: politely, and at once. Both stand there from the start. */
import { useEffect } from "react";
import type { Desk } from "../../actions/desk.ts";
import { env } from "../../env.ts";
import { useValue } from "./use-value.ts";

const CLEAR_MILLIS = 5_000;

export function LiveRegions({ desk }: { readonly desk: Desk }) {
  const polite = useValue(desk.polite);
  const assertive = useValue(desk.assertive);
  useEffect(() => {
    if (polite === "") return;
    return env.later(CLEAR_MILLIS, () => desk.polite.set(""));
  }, [desk, polite]);
  return (
    <div className="live-regions">
      <div className="unseen" role="status">
        {polite}
      </div>
      <div className="unseen" role="alert">
        {assertive}
      </div>
    </div>
  );
}
