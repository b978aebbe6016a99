/** The list of shortcuts, made from the table of actions, and the switch for bare letters. */
import { useWords } from "../../i18n/use-words.ts";
import { Dialog } from "../kit/dialog.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { KeyList } from "./key-list.tsx";

const GROUPS = ["map", "sticky", "writing", "head", "board"] as const;

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const desk = useDesk();
  const words = useWords();
  const letters = useValue(desk.letters);
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
