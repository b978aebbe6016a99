/** Somebody without a session: no board's name anywhere, just where the way in is. */
import { useWords } from "../../i18n/late/doors.ts";
import { Room } from "../kit/room.tsx";

export function Stranger() {
  const words = useWords();
  return (
    <Room>
      <h1>{words.boards.stranger}</h1>
      <p className="lead">{words.boards.strangerHelp}</p>
    </Room>
  );
}
