/** The plus on the line between two phases or two lanes. On the keyboard a key and the menu do it. */
import { act } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "./desk-context.ts";
import { useHand } from "./use-hand.ts";

interface Props {
  readonly kind: "phase" | "lane";
  readonly title: string;
}

export function InsertHere({ kind, title }: Props) {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  if (!useValue(desk.session.me).rights.frame) return null;
  const name = title.trim() || words.board.untitled;
  return (
    <button
      aria-label={
        kind === "phase" ? words.structure.insertPhase(name) : words.structure.insertLane(name)
      }
      className={`insert ${kind}-insert`}
      onClick={(event) => act(`${kind}_before`, hand(event.currentTarget))}
      tabIndex={-1}
      type="button"
    >
      <Icon name="add" />
    </button>
  );
}
