/** Taking the actions along: as a sheet, as lines of text, and as days in one's own calendar. */
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/going.ts";
import { Dialog } from "../kit/dialog.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { addressOf } from "../route.ts";
import { CalendarLinks } from "./calendar-links.tsx";

export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const { session } = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const { manage } = useValue(session.me).rights;
  const address = (kind: string) =>
    `${addressOf(`v1/boards/${session.board}/actions`)}?format=${kind}&language=${speaks}`;
  return (
    <Dialog onClose={onClose} title={words.actions.exportTitle}>
      <p>{words.actions.exportHelp}</p>
      <div className="row">
        <a className="button" download={true} href={address("xlsx")}>
          {words.actions.exportXlsx}
        </a>
        <a className="button" download={true} href={address("csv")}>
          {words.actions.exportCsv}
        </a>
      </div>
      <section>
        <h3>{words.actions.calendar}</h3>
        <p>{words.actions.calendarHelp}</p>
        {manage ? <CalendarLinks /> : <p className="quiet">{words.actions.calendarOwner}</p>}
      </section>
    </Dialog>
  );
}
