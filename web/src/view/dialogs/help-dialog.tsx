/** The list of shortcuts, made from the table of actions, the switch for bare letters, and what is said. */
import type { Hearing } from "../../actions/desk.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { Dialog } from "../kit/dialog.tsx";
import { SelectField } from "../kit/select-field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { KeyList } from "./key-list.tsx";

const HEARINGS: readonly Hearing[] = ["everything", "summary", "off"];
const GROUPS = ["map", "sticky", "writing", "head", "board"] as const;

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const desk = useDesk();
  const words = useWords();
  const letters = useValue(desk.letters);
  const hearing = useValue(desk.hearing);
  return (
    <Dialog kind="dialog wide" onClose={onClose} title={words.help.title}>
      <label className="choice">
        <input
          checked={letters}
          onChange={(event) => desk.letters.set(event.target.checked)}
          type="checkbox"
        />
        <span>{words.help.letters}</span>
        <span className="help">{words.help.lettersHelp}</span>
      </label>
      <SelectField
        help={words.screen.hearsHelp}
        label={words.screen.hears}
        onChange={(chosen) => desk.hearing.set(chosen)}
        options={HEARINGS.map((value) => ({ value, label: words.screen.hearing[value] }))}
        value={hearing}
      />
      <div className="key-groups">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{words.help.groups[group]}</h3>
            <KeyList group={group} />
          </section>
        ))}
      </div>
    </Dialog>
  );
}
