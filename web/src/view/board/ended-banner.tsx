/** The page does not come back by itself: why, what is not saved as a file, and one next step. */
import { useWords } from "../../i18n/use-words.ts";
import type { Ending } from "../../model/session.ts";
import { keepFile } from "../kit/keep-file.ts";
import { Link } from "../link.tsx";
import { useDesk } from "../map/desk-context.ts";

export function EndedBanner({ why }: { readonly why: Ending }) {
  const { session } = useDesk();
  const words = useWords();
  const unsent = session.unsent();
  return (
    <div className="banner error" role="alert">
      <span>{words.banner[why]}</span>
      {unsent === null ? null : (
        <button className="button" onClick={() => keepFile(unsent)} type="button">
          {words.banner.keepFile}
        </button>
      )}
      {why === "unreadable" ? (
        <button className="button" onClick={() => window.location.reload()} type="button">
          {words.banner.reload}
        </button>
      ) : (
        <Link className="button" to="">
          {words.banner.toBoards}
        </Link>
      )}
    </div>
  );
}
