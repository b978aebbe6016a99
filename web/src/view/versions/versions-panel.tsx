/** *Versies*: the board at earlier moments, newest first; keep the one of now, name one, look at one. */
import { useCallback, useState } from "react";
import { useWords } from "../../i18n/late/dialogs.ts";
import type { VersionInfo } from "../../sync/api.ts";
import { api } from "../api.ts";
import { Dialog } from "../kit/dialog.tsx";
import { useAnswer } from "../kit/use-answer.ts";
import { useDesk } from "../map/desk-context.ts";
import { KeepForm } from "./keep-form.tsx";
import { VersionItem } from "./version-item.tsx";
import { VersionView } from "./version-view.tsx";

export function VersionsPanel({ onClose }: { readonly onClose: () => void }) {
  const { board } = useDesk().session;
  const words = useWords();
  const ask = useCallback(() => api.versions(board), [board]);
  const [answer, again] = useAnswer(ask);
  const [chosen, choose] = useState<VersionInfo | null>(null);
  if (chosen !== null) {
    return <VersionView onBack={() => choose(null)} onClose={onClose} version={chosen} />;
  }
  return (
    <Dialog kind="panel" onClose={onClose} title={words.versions.title}>
      <p className="quiet">{words.versions.help}</p>
      <KeepForm onKept={again} />
      {answer === null ? <p className="quiet">{words.loading}</p> : null}
      {answer?.ok === false ? <p>{words.versions.failed}</p> : null}
      {answer?.ok === true && answer.value.versions.length === 0 ? (
        <p className="quiet">{words.versions.none}</p>
      ) : null}
      {answer?.ok === true && answer.value.versions.length > 0 ? (
        <ul className="list">
          {answer.value.versions.map((version) => (
            <VersionItem
              key={version.id}
              onChanged={again}
              onLook={() => choose(version)}
              version={version}
            />
          ))}
        </ul>
      ) : null}
    </Dialog>
  );
}
