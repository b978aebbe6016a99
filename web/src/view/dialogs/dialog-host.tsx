/** Brings the dialogs to the page when the first one opens. */
import { piece } from "../kit/piece.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

const Dialogs = piece(async () => (await import("./dialogs.tsx")).Dialogs);

export function DialogHost() {
  return useValue(useDesk().dialog) === null ? null : <Dialogs />;
}
