/** Asks before something that cannot be undone. The safe way out comes first. */
import { useWords } from "../../i18n/use-words.ts";
import { Dialog } from "./dialog.tsx";

interface Props {
  readonly title: string;
  readonly help: string;
  readonly go: string;
  readonly onGo: () => void;
  readonly onClose: () => void;
}

export function Ask({ title, help, go, onGo, onClose }: Props) {
  const words = useWords();
  return (
    <Dialog onClose={onClose} title={title}>
      <p>{help}</p>
      <div className="row end">
        <button className="button" onClick={onClose} type="button">
          {words.cancel}
        </button>
        <button className="button danger" onClick={onGo} type="button">
          {go}
        </button>
      </div>
    </Dialog>
  );
}
