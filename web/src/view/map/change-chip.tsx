/** How the desired journey differs in a phase, beside its title. A click opens where it is chosen. */
import { CHANGES } from "../../generated/schema.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Phase } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "./desk-context.ts";

export function ChangeChip({ phase }: { readonly phase: Pick<Phase, "id" | "change"> }) {
  const desk = useDesk();
  const words = useWords();
  const side = useValue(desk.side);
  const layer = useValue(desk.layer);
  const change = CHANGES.find((known) => known === phase.change);
  // On the journey as it is, only a phase that is not there yet needs the word.
  if (change === undefined || (layer === "current" && !side && change !== "new")) return null;
  return (
    <button
      className="change"
      data-change={change}
      onClick={() => desk.openPanel({ kind: "phase", id: phase.id })}
      tabIndex={-1}
      type="button"
    >
      {words.layers.changes[change]}
    </button>
  );
}
