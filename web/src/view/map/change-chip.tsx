/** How the desired journey differs in a phase, beside its title. A click opens where it is chosen. */
import type { Phase } from "../../model/board.ts";
import { useDesk } from "./desk-context.ts";
import { useChange } from "./use-change.ts";

export function ChangeChip({ phase }: { readonly phase: Pick<Phase, "id" | "change"> }) {
  const desk = useDesk();
  const word = useChange(phase.change);
  if (word === "") return null;
  return (
    <button
      className="change"
      data-change={phase.change}
      onClick={() => desk.openPanel({ kind: "phase", id: phase.id })}
      tabIndex={-1}
      type="button"
    >
      <span>{word}</span>
    </button>
  );
}
