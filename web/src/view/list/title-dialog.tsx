/** The name of a phase or a lane, asked by itself: the list has no room to write in a heading. */
import { laneTitle, phaseTitle } from "../../actions/places.ts";
import type { Target } from "../../actions/target.ts";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/use-words.ts";
import { LineDialog } from "../kit/line-dialog.tsx";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly of: Target;
  readonly onClose: () => void;
}

export function TitleDialog({ of, onClose }: Props) {
  const desk = useDesk();
  const words = useWords();
  if (of.kind !== "phase" && of.kind !== "lane") return null;
  const isPhase = of.kind === "phase";
  const { edits } = desk.session;
  return (
    <LineDialog
      label={isPhase ? words.board.phase : words.board.lane}
      max={TITLE_TEXT_MAX}
      missing={words.list.titleMissing}
      onClose={onClose}
      onSave={(title) =>
        isPhase ? edits.renamePhase(of.id, title) : edits.renameLane(of.id, title)
      }
      start={isPhase ? phaseTitle(desk, of.id, words) : laneTitle(desk, of.id, words)}
      title={words.action.rename}
    />
  );
}
