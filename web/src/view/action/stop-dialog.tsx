/** Asks why an action stops, before it does: the sentence is kept as its reason. */
import { HINT_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/late/going.ts";
import { LineDialog } from "../kit/line-dialog.tsx";

interface Props {
  readonly onStop: (reason: string) => void;
  readonly onClose: () => void;
}

export function StopDialog({ onStop, onClose }: Props) {
  const { field } = useWords().actions;
  return (
    <LineDialog
      label={field.note}
      max={HINT_TEXT_MAX}
      missing={field.reasonMissing}
      onClose={onClose}
      onSave={onStop}
      start=""
      title={field.reason}
    />
  );
}
