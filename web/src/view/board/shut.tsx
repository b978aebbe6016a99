/** A board that did not open: why, and one next step. Shows nothing of the board itself. */
import { useWords } from "../../i18n/use-words.ts";
import type { Ending } from "../../model/session.ts";
import { Room } from "../kit/room.tsx";
import { Link } from "../link.tsx";

export function Shut({ why }: { readonly why: Ending }) {
  const words = useWords();
  const { title, help } = words.shut[why];
  return (
    <Room>
      <h1>{title}</h1>
      <p className="lead">{help}</p>
      {why === "unreadable" ? (
        <button
          className="button strong large"
          onClick={() => window.location.reload()}
          type="button"
        >
          {words.banner.reload}
        </button>
      ) : (
        <Link className="button" to="">
          {words.banner.toBoards}
        </Link>
      )}
    </Room>
  );
}
