/** One lane within a phase of the outline: its heading and its stickies, in their order. */
import { memo } from "react";
import { useWords } from "../../i18n/use-words.ts";
import type { Lane } from "../../model/board.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Item } from "./item.tsx";

interface Props {
  readonly layer: string;
  readonly lane: Lane;
  readonly phase: string;
  readonly level: "h3" | "h4";
}

export const LaneSection = memo(function LaneSection({ layer, lane, phase, level }: Props) {
  const { store } = useDesk().session;
  const words = useWords();
  const ids = useValue(store.cell(layer, lane.id, phase));
  const Heading = level;
  if (ids.length === 0) return null;
  return (
    <section className="outline-lane">
      <Heading>{lane.title || words.board.untitled}</Heading>
      <ul>
        {ids.map((id) => (
          <Item id={id} key={id} />
        ))}
      </ul>
    </section>
  );
});
