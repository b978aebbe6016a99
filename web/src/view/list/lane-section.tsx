/** One lane within a phase of the outline: its heading, its stickies in their order, and one more. */
import { memo } from "react";
import { addAndWrite } from "../../actions/stickies.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Lane } from "../../model/board.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useHand } from "../map/use-hand.ts";
import { Item } from "./item.tsx";

interface Props {
  readonly layer: string;
  readonly lane: Lane;
  readonly phase: string;
  readonly level: "h3" | "h4";
}

export const LaneSection = memo(function LaneSection({ layer, lane, phase, level }: Props) {
  const { session } = useDesk();
  const words = useWords();
  const hand = useHand();
  const ids = useValue(session.store.cell(layer, lane.id, phase));
  const { map } = useValue(session.me).rights;
  const Heading = level;
  const title = lane.title || words.board.untitled;
  if (ids.length === 0) return null;
  return (
    <section className="outline-lane">
      <Heading>{title}</Heading>
      <ul>
        {ids.map((id) => (
          <Item id={id} key={id} />
        ))}
      </ul>
      {map ? (
        <button
          aria-label={words.list.addTo(title)}
          className="outline-add"
          data-lane={lane.id}
          data-line=""
          data-phase={phase}
          id={`list:cell:${lane.id}:${phase}`}
          onClick={() => addAndWrite(hand(null), lane.id, phase, null)}
          type="button"
        >
          <Icon name="add" />
          {words.list.add}
        </button>
      ) : null}
    </section>
  );
});
