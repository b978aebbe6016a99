/** An address that leads nowhere. */
import { useWords } from "../i18n/use-words.ts";
import { Room } from "./kit/room.tsx";
import { Link } from "./link.tsx";

export function Lost() {
  const words = useWords();
  return (
    <Room>
      <h1>{words.lost.title}</h1>
      <p className="lead">{words.lost.help}</p>
      <Link className="button" to="">
        {words.banner.toBoards}
      </Link>
    </Room>
  );
}
