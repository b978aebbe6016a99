/** One version in the list: what it is called, when and by whom, and what can be done with it. */
import { useState } from "react";
import { memberName } from "../../actions/places.ts";
import { TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { moment } from "../../i18n/moments.ts";
import type { Answer, VersionInfo } from "../../sync/api.ts";
import { api } from "../api.ts";
import { Ask } from "../kit/ask.tsx";
import { LineDialog } from "../kit/line-dialog.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly version: VersionInfo;
  readonly onLook: () => void;
  readonly onChanged: () => void;
}

export function VersionItem({ version, onLook, onChanged }: Props) {
  const desk = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const { board, me } = desk.session;
  const { lead } = useValue(me).rights;
  const [dialog, open] = useState<"rename" | "remove" | null>(null);
  const when = moment(version.made_on, speaks);
  const name = version.title ?? when;
  const done = async (answer: Promise<Answer<unknown>>, what: string | null) => {
    open(null);
    const { ok } = await answer;
    if (!ok) desk.tell(words.versions.failed);
    else if (what !== null) desk.tell(what);
    onChanged();
  };
  const button = (label: string, of: string, run: () => void) => (
    <button aria-label={of} className="button" onClick={run} type="button">
      {label}
    </button>
  );
  return (
    <li>
      <span className="grow">
        {version.title === null ? when : <strong>{version.title}</strong>}
        <span className="quiet block">
          {version.title === null
            ? words.versions.byItself
            : words.versions.by(memberName(desk, version.by ?? "", words), when)}
        </span>
      </span>
      <span className="row">
        {button(words.versions.look, words.versions.lookOf(name), onLook)}
        {button(words.versions.rename, words.versions.renameOf(name), () => open("rename"))}
        {lead
          ? button(words.versions.remove, words.versions.removeOf(name), () => open("remove"))
          : null}
      </span>
      {dialog === "rename" ? (
        <LineDialog
          label={words.versions.name}
          max={TITLE_TEXT_MAX}
          missing={words.versions.nameMissing}
          onClose={() => open(null)}
          onSave={(title) => void done(api.nameVersion(board, version.id, title), null)}
          start={version.title ?? ""}
          title={words.versions.rename}
        />
      ) : null}
      {dialog === "remove" ? (
        <Ask
          go={words.versions.remove}
          help={words.versions.removeHelp}
          onClose={() => open(null)}
          onGo={() => void done(api.removeVersion(board, version.id), words.versions.removed)}
          title={words.versions.removeAsk(name)}
        />
      ) : null}
    </li>
  );
}
