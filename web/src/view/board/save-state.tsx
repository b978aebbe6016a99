/** What is true about saving. "Opgeslagen" means on disk. */

import { useWords } from "../../i18n/use-words.ts";
import type { Words } from "../../i18n/words.ts";
import type { Status } from "../../model/session.ts";
import { Icon, type IconName } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Shown {
  readonly text: string;
  readonly icon: IconName;
  readonly state: "saved" | "busy" | "offline" | "stopped";
}

function shown(status: Status, words: Words): Shown {
  switch (status.kind) {
    case "opening":
      return { text: words.status.opening, icon: "wait", state: "busy" };
    case "saved":
      return { text: words.status.saved, icon: "check", state: "saved" };
    case "saving":
      return { text: words.status.saving, icon: "wait", state: "busy" };
    case "offline":
      return {
        text:
          status.pending === 0 ? words.status.offline : words.status.offlineWaiting(status.pending),
        icon: "cloudOff",
        state: "offline",
      };
    case "read_only":
      return { text: words.status.readOnly, icon: "cloudOff", state: "stopped" };
    case "storage_trouble":
      return { text: words.status.trouble, icon: "cloudOff", state: "stopped" };
    case "ended":
      return { text: words.status.ended, icon: "cloudOff", state: "stopped" };
  }
}

export function SaveState() {
  const { status } = useDesk().session;
  const words = useWords();
  const { text, icon, state } = shown(useValue(status), words);
  return (
    <p className="save" data-state={state} data-testid="save-state">
      <Icon name={icon} />
      <span>{text}</span>
    </p>
  );
}
