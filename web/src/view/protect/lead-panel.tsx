/** *Begeleiden*: the switches that protect the board, and what one person did to much of it. */
import { useWords } from "../../i18n/late/dialogs.ts";
import { Dialog } from "../kit/dialog.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { FeedList } from "./feed-list.tsx";
import { PersonBack } from "./person-back.tsx";
import { Switch } from "./switch.tsx";

export function LeadPanel({ onClose }: { readonly onClose: () => void }) {
  const { session, tell } = useLead();
  const words = useWords();
  const { frameLocked, ownOnly } = useValue(session.store.switches);
  const { commands } = session;
  return (
    <Dialog kind="panel" onClose={onClose} title={words.protect.title}>
      <section className="lead-part">
        <h3>{words.protect.switches}</h3>
        <Switch
          help={words.protect.frameHelp}
          label={words.protect.frame}
          on={frameLocked}
          onTurn={async (on) => tell((await commands.lockFrame(on)).ok)}
        />
        <Switch
          help={words.protect.ownHelp}
          label={words.protect.own}
          on={ownOnly}
          onTurn={async (on) => tell((await commands.ownOnly(on)).ok)}
        />
      </section>
      <section className="lead-part">
        <h3>{words.protect.feed}</h3>
        <p className="quiet">{words.protect.feedHelp}</p>
        <FeedList />
      </section>
      <section className="lead-part">
        <h3>{words.protect.person}</h3>
        <p className="quiet">{words.protect.personHelp}</p>
        <PersonBack />
      </section>
    </Dialog>
  );
}

function useLead() {
  const desk = useDesk();
  const words = useWords();
  const tell = (ok: boolean) => {
    if (!ok) desk.tell(words.protect.failed);
  };
  return { session: desk.session, tell };
}
