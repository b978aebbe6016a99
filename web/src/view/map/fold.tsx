/** What a full cell keeps folded until somebody looks, searches, walks or writes there. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useWords } from "../../i18n/use-words.ts";

interface Props {
  readonly ids: readonly string[];
  readonly writing: string | null;
  readonly draw: (id: string) => ReactNode;
}

export function Fold({ ids, writing, draw }: Props) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const needed = writing !== null && ids.includes(writing);
  if (needed && !open) setOpen(true);

  useEffect(() => {
    const fold = element.current;
    if (fold === null) return;
    fold.setAttribute("hidden", "until-found");
    const reveal = () => flushSync(() => setOpen(true));
    fold.addEventListener("beforematch", reveal);
    return () => fold.removeEventListener("beforematch", reveal);
  }, []);

  if (open) return ids.map(draw);
  return (
    <>
      <button className="fold" onClick={() => setOpen(true)} tabIndex={-1} type="button">
        {words.board.more(ids.length)}
      </button>
      <div className="folded" hidden={true} ref={element}>
        {ids.map(draw)}
      </div>
    </>
  );
}
