/** The stand-up as a page of its own: before it, in it, or an earlier one to read. */
import { useEffect, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { goingOn } from "../../model/standup-edits.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { boardPath, goTo, route } from "../route.ts";
import { Going } from "./going.tsx";
import { Lobby } from "./lobby.tsx";
import { SummaryPage } from "./summary-page.tsx";

export function StandupScreen() {
  const { session } = useDesk();
  const words = useWords();
  const now = useValue(route);
  const standups = useValue(session.store.actions.standups);
  const at = now.screen === "board" ? now.at : null;
  const named = at?.startsWith("standups/") === true ? at.slice("standups/".length) : null;
  const going = goingOn(standups);
  const [joined, join] = useState<string | null>(null);
  const [starts, setStarts] = useState(false);
  const read = standups.find((one) => one.id === named && one.closed !== null);
  const seat = standups.find((one) => one.id === joined);
  // Somebody else closed it: whoever was in it reads what it came to.
  const ended = seat !== undefined && seat.closed !== null ? seat.id : null;
  useEffect(() => {
    if (ended !== null) goTo(boardPath(session.board, "standup", `standups/${ended}`));
  }, [session, ended]);
  useEffect(() => {
    if (named !== null) join(null);
  }, [named]);
  const start = () => {
    const id = session.edits.startStandup();
    setStarts(true);
    join(id);
  };
  return (
    <section aria-label={words.standup.title} className="standup-screen" id="standup" tabIndex={-1}>
      {read !== undefined ? (
        <SummaryPage standup={read} />
      ) : going !== null && seat !== undefined ? (
        <Going key={going.id} standup={going} starts={starts} />
      ) : (
        <Lobby
          going={going}
          onJoin={() => {
            setStarts(false);
            join(going?.id ?? null);
          }}
          onStart={start}
        />
      )}
    </section>
  );
}
