/** What each colour means on this board. */
import { type FormEvent, useState } from "react";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { COLORS, type Color } from "../../generated/schema.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Dialog } from "../kit/dialog.tsx";
import { useDesk } from "../map/desk-context.ts";

export function LegendDialog({ onClose }: { readonly onClose: () => void }) {
  const { session } = useDesk();
  const words = useWords();
  const now = session.store.legend.get();
  const [changed, setChanged] = useState<Partial<Record<Color, string>>>({});
  const save = (event: FormEvent) => {
    event.preventDefault();
    for (const color of COLORS) {
      const caption = changed[color]?.trim();
      if (caption !== undefined) session.edits.caption(color, caption);
    }
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={words.board.legend}>
      <form className="content flush" onSubmit={save}>
        <ul className="meanings">
          {COLORS.map((color) => (
            <li data-color={color} key={color}>
              <span className="swatch" />
              <input
                aria-label={words.board.meaning(words.colors[color].toLowerCase())}
                className="input"
                maxLength={TITLE_TEXT_MAX}
                onChange={(event) => setChanged({ ...changed, [color]: event.target.value })}
                placeholder={words.colors[color]}
                value={changed[color] ?? now[color] ?? ""}
              />
            </li>
          ))}
        </ul>
        <div className="row end">
          <button className="button" onClick={onClose} type="button">
            {words.cancel}
          </button>
          <button className="button strong" type="submit">
            {words.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
