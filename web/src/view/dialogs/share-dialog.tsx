/** Sharing the board: a new link, the links there are, and the people. For owners. */
import { useCallback } from "react";
import { useWords } from "../../i18n/late/dialogs.ts";
import { api } from "../api.ts";
import { Dialog } from "../kit/dialog.tsx";
import { useAnswer } from "../kit/use-answer.ts";
import { useDesk } from "../map/desk-context.ts";
import { LinkList } from "./link-list.tsx";
import { MakeLink } from "./make-link.tsx";
import { MemberList } from "./member-list.tsx";

export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const { session } = useDesk();
  const words = useWords();
  const [links, again] = useAnswer(useCallback(() => api.links(session.board), [session]));
  return (
    <Dialog kind="dialog wide" onClose={onClose} title={words.share.title}>
      <MakeLink onMade={again} />
      <section>
        <h3>{words.share.links}</h3>
        {links === null ? <p className="quiet">{words.loading}</p> : null}
        {links?.ok === false ? <p className="notice error">{words.share.failed}</p> : null}
        {links?.ok === true ? <LinkList links={links.value.links} onChanged={again} /> : null}
      </section>
      <section>
        <h3>{words.share.people}</h3>
        <MemberList />
      </section>
    </Dialog>
  );
}
