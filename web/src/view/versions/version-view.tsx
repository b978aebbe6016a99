/** One version: what is different now, to bring back piece by piece, and all of it to read or to restore. */
import { useState } from "react";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { moment } from "../../i18n/moments.ts";
import type { AnyRef } from "../../model/board.ts";
import type { Past } from "../../model/session.ts";
import type { VersionInfo } from "../../sync/api.ts";
import { Ask } from "../kit/ask.tsx";
import { Dialog } from "../kit/dialog.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Differences } from "./differences.tsx";
import { usePast } from "./use-past.ts";
import { WholeThen } from "./whole-then.tsx";

interface Props {
  readonly version: VersionInfo;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

export function VersionView({ version, onBack, onClose }: Props) {
  const words = useWords();
  const speaks = useValue(language);
  const past = usePast(version.id);
  const when = moment(version.made_on, speaks);
  return (
    <Dialog kind="dialog wide" onClose={onClose} title={version.title ?? when}>
      <div className="row apart">
        <span className="quiet">{version.title === null ? words.versions.byItself : when}</span>
        <button className="button" onClick={onBack} type="button">
          {words.versions.back}
        </button>
      </div>
      {past === "waiting" ? <p>{words.loading}</p> : null}
      {past === "failed" ? <p>{words.versions.failed}</p> : null}
      {past === "unreadable" ? <p>{words.versions.unreadable}</p> : null}
      {typeof past === "string" ? null : <Shown past={past} />}
    </Dialog>
  );
}

function Shown({ past }: { readonly past: Past }) {
  const desk = useDesk();
  const words = useWords();
  const { rights } = useValue(desk.session.me);
  const [chosen, choose] = useState<ReadonlySet<AnyRef>>(new Set());
  const [asking, ask] = useState(false);
  const [, again] = useState(0);
  const differences = past.differences();
  const done = (ok: boolean, what: string) => {
    ask(false);
    choose(new Set());
    again((round) => round + 1);
    desk.tell(ok ? what : words.versions.nothing);
  };
  return (
    <>
      <p>
        {differences.length === 0
          ? words.versions.same
          : words.versions.differs(differences.length)}
      </p>
      <Differences chosen={chosen} differences={differences} onChoose={choose} past={past} />
      {differences.length === 0 || !rights.map ? null : (
        <div className="row">
          <button
            aria-disabled={chosen.size === 0}
            className="button strong"
            onClick={() => {
              const { size } = chosen;
              if (size > 0) done(past.restore([...chosen]), words.versions.restored(size));
            }}
            type="button"
          >
            {words.versions.restore(chosen.size)}
          </button>
          {rights.frame ? (
            <button className="button" onClick={() => ask(true)} type="button">
              {words.versions.restoreAll}
            </button>
          ) : null}
        </div>
      )}
      <WholeThen past={past} />
      {asking ? (
        <Ask
          go={words.versions.restoreGo}
          help={words.versions.restoreHelp}
          onClose={() => ask(false)}
          onGo={() => done(past.restoreAll(), words.versions.restoredAll)}
          title={words.versions.restoreAsk}
        />
      ) : null}
    </>
  );
}
