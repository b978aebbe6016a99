/** Work that the server did not take, offered as a file. */
import { useWords } from "../../i18n/use-words.ts";
import type { Unsent } from "../../model/session.ts";
import { Icon } from "../kit/icon.tsx";
import { keepFile } from "../kit/keep-file.ts";
import { useDesk } from "../map/desk-context.ts";

export function RefusedBanner({ unsent }: { readonly unsent: Unsent }) {
  const { session } = useDesk();
  const words = useWords();
  return (
    <div className="banner error" role="alert">
      <span>{words.banner.refused(unsent.edits)}</span>
      <button className="button" onClick={() => keepFile(unsent)} type="button">
        {words.banner.keepFile}
      </button>
      <button
        aria-label={words.close}
        className="icon-button"
        onClick={() => session.dismissRefusal(unsent)}
        type="button"
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
