/** A link that leads nowhere: a sentence, and one next step. */
import { useWords } from "../../i18n/late/doors.ts";
import { Link } from "../link.tsx";

export type NoEntryWhy = "none" | "invalid" | "failed";

interface Props {
  readonly why: NoEntryWhy;
  readonly onAgain: () => void;
}

export function NoEntry({ why, onAgain }: Props) {
  const words = useWords();
  return (
    <>
      <h1>{words.join[why]}</h1>
      <p className="lead">{words.join[`${why}Help`]}</p>
      {why === "failed" ? (
        <button className="button strong large" onClick={onAgain} type="button">
          {words.tryAgain}
        </button>
      ) : (
        <Link className="button" to="">
          {words.join.toBoards}
        </Link>
      )}
    </>
  );
}
