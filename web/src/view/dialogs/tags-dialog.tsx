/** The tags of the board: their names and colours, and throwing them away. Each change is live. */

import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { COLORS } from "../../generated/schema.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import type { Tag } from "../../model/board.ts";
import { Dialog } from "../kit/dialog.tsx";
import { Icon } from "../kit/icon.tsx";
import { LineInput } from "../kit/line-input.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { TagDot } from "../map/tag-dot.tsx";

export function TagsDialog({ onClose }: { readonly onClose: () => void }) {
  const { session } = useDesk();
  const words = useWords();
  const tags = useValue(session.store.tags);
  return (
    <Dialog onClose={onClose} title={words.tags.title}>
      <p className="quiet">{tags.length === 0 ? words.panel.noTags : words.tags.help}</p>
      <ul className="tag-list">
        {tags.map((tag) => (
          <TagRow key={tag.id} tag={tag} />
        ))}
      </ul>
    </Dialog>
  );
}

function TagRow({ tag }: { readonly tag: Tag }) {
  const { edits } = useDesk().session;
  const words = useWords();
  const { id, title, color } = tag;
  return (
    <li>
      <TagDot color={color} />
      <LineInput
        aria-label={words.tags.nameOf(title)}
        max={TITLE_TEXT_MAX}
        onSave={(line) => edits.renameTag(id, line)}
        value={title}
      />
      <select
        aria-label={words.tags.colorOf(title)}
        className="input"
        onChange={({ target }) =>
          edits.colourTag(id, COLORS.find((known) => known === target.value) ?? null)
        }
        value={COLORS.find((known) => known === color) ?? ""}
      >
        <option value="">{words.tags.noColor}</option>
        {COLORS.map((known) => (
          <option key={known} value={known}>
            {words.colors[known]}
          </option>
        ))}
      </select>
      <button
        aria-label={words.tags.removeOf(title)}
        className="icon-button"
        onClick={() => edits.throwAwayTag(id)}
        title={words.action.remove}
        type="button"
      >
        <Icon name="bin" />
      </button>
    </li>
  );
}
