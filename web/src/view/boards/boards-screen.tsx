/** *Klantreizen*: whoever is signed in sees the boards they joined; beheer can see all and make new ones. */
import { useCallback, useEffect } from "react";
import { useWords } from "../../i18n/late/doors.ts";
import { api } from "../api.ts";
import { Room } from "../kit/room.tsx";
import { useAnswer } from "../kit/use-answer.ts";
import { BoardIndex } from "./board-index.tsx";
import { Stranger } from "./stranger.tsx";

const askSession = () => api.session();

export function BoardsScreen() {
  const words = useWords();
  const [session, again] = useAnswer(useCallback(askSession, []));
  useEffect(() => {
    document.title = `${words.boards.title} – ${words.product}`;
  }, [words]);
  if (session === null) return <p className="opening quiet">{words.loading}</p>;
  if (session.ok) return <BoardIndex beheer={session.value.beheer} name={session.value.name} />;
  if (session.problem.status === 401) return <Stranger />;
  return (
    <Room>
      <h1>{words.join.failed}</h1>
      <p className="lead">{words.join.failedHelp}</p>
      <button className="button strong" onClick={again} type="button">
        {words.tryAgain}
      </button>
    </Room>
  );
}
