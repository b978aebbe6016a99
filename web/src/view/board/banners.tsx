/** What everybody must know now: no connection, trouble, no rights, work that was not taken. */
import { STICKIES_WARN } from "../../generated/limits.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Words } from "../../i18n/words.ts";
import type { Status } from "../../model/session.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { EndedBanner } from "./ended-banner.tsx";
import { RefusedBanner } from "./refused-banner.tsx";

function warning(status: Status, count: number, words: Words): string | null {
  switch (status.kind) {
    case "offline":
      return words.banner.offline;
    case "storage_trouble":
      return words.banner.trouble;
    case "read_only":
      return words.banner.readOnly;
    case "saved":
    case "saving":
      if (status.almostFull) return words.banner.almostFull;
      return count > STICKIES_WARN ? words.banner.many : null;
    case "opening":
    case "ended":
      return null;
  }
}

export function Banners() {
  const { session } = useDesk();
  const words = useWords();
  const status = useValue(session.status);
  const count = useValue(session.store.count);
  const refusals = useValue(session.refusals);
  const me = useValue(session.me);
  const text = warning(status, count, words);
  const looking = me.role === "viewer" || me.role === "commenter" ? me.role : null;
  return (
    <section aria-label={words.board.notices}>
      {text === null ? null : (
        <p className="banner" role="status">
          {text}
        </p>
      )}
      {looking !== null && me.member !== "" && status.kind !== "ended" ? (
        <p className="banner plain">{words.banner[looking]}</p>
      ) : null}
      {status.kind === "ended" ? <EndedBanner why={status.why} /> : null}
      {refusals.map((unsent) => (
        <RefusedBanner key={unsent.name} unsent={unsent} />
      ))}
    </section>
  );
}
