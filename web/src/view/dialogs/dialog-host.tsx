/** Brings the dialogs to the page when the first one opens. */
import { KeysMeanwhile } from "../kit/keys-meanwhile.tsx";
import { piece } from "../kit/piece.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

function Meanwhile() {
  const { dialog } = useDesk();
  return <KeysMeanwhile onLetGo={() => dialog.set(null)} />;
}

const Dialogs = piece(async () => (await import("./dialogs.tsx")).Dialogs, Meanwhile);

export function DialogHost() {
  return useValue(useDesk().dialog) === null ? null : <Dialogs />;
}
