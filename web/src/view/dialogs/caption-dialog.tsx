/** What a colour means on this board. */
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import type { Color } from "../../generated/schema.ts";
import { useWords } from "../../i18n/use-words.ts";
import { LineDialog } from "../kit/line-dialog.tsx";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly color: Color;
  readonly onClose: () => void;
}

export function CaptionDialog({ color, onClose }: Props) {
  const { session } = useDesk();
  const words = useWords();
  return (
    <LineDialog
      label={words.board.meaning(words.colors[color].toLowerCase())}
      max={TITLE_TEXT_MAX}
      onClose={onClose}
      onSave={(caption) => session.edits.caption(color, caption)}
      start={session.store.legend.get()[color] ?? ""}
      title={words.action.caption}
    />
  );
}
