/** Another name for the board. */
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { LineDialog } from "../kit/line-dialog.tsx";
import { useDesk } from "../map/desk-context.ts";

export function RenameBoardDialog({ onClose }: { readonly onClose: () => void }) {
  const { session } = useDesk();
  const words = useWords();
  return (
    <LineDialog
      label={words.boards.name}
      max={TITLE_TEXT_MAX}
      missing={words.boards.nameMissing}
      onClose={onClose}
      onSave={(title) => session.edits.renameBoard(title)}
      start={session.store.meta.get().title}
      title={words.action.renameBoard}
    />
  );
}
