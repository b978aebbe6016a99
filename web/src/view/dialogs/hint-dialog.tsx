/** The question that an empty lane asks. */
import { findLane } from "../../actions/places.ts";
import { HINT_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/use-words.ts";
import { LineDialog } from "../kit/line-dialog.tsx";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly lane: string;
  readonly onClose: () => void;
}

export function HintDialog({ lane, onClose }: Props) {
  const desk = useDesk();
  const words = useWords();
  const found = findLane(desk, lane);
  if (found === null) return null;
  return (
    <LineDialog
      label={words.board.question(found.title || words.board.untitled)}
      max={HINT_TEXT_MAX}
      onClose={onClose}
      onSave={(hint) => desk.session.edits.renameLane(lane, found.title, hint)}
      start={found.hint}
      title={words.action.hint}
    />
  );
}
