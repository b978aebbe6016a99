/** The page behind the actions: addresses of this board, and the browser's clipboard. */
import type { Clip, Page } from "../../actions/page.ts";
import { boardPath, goTo, MAP_VIEW, wholeAddressOf } from "../route.ts";

function itemOf({ text, html }: Clip): ClipboardItem {
  const plain = { "text/plain": new Blob([text], { type: "text/plain" }) };
  if (html === null) return new ClipboardItem(plain);
  return new ClipboardItem({ ...plain, "text/html": new Blob([html], { type: "text/html" }) });
}

export function pageOf(board: string): Page {
  return {
    linkTo: (record) => wholeAddressOf(boardPath(board, MAP_VIEW, record)),
    show: (view, record) => goTo(boardPath(board, view, record)),
    copy: async (clip) => {
      // Browsers have no clipboard outside https, and may refuse it.
      try {
        await navigator.clipboard.write([itemOf(clip)]);
        return true;
      } catch {
        return false;
      }
    },
  };
}
