/** A lane: its name, and the question that it asks while it is empty. */
import { HINT_TEXT_MAX, TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { useWords } from "../../i18n/use-words.ts";
import { LineField } from "../kit/line-field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import type { SectionProps } from "./section.ts";

export function LaneSection({ target }: SectionProps) {
  const desk = useDesk();
  const words = useWords();
  const { edits, me, store } = desk.session;
  const { lanes } = useValue(store.structure(useValue(desk.layer)));
  const { frame } = useValue(me).rights;
  const lane = lanes.find(({ id }) => target.kind === "lane" && id === target.id);
  if (lane === undefined) return null;
  return (
    <section className="side-part">
      {frame ? (
        <>
          <LineField
            label={words.layers.title}
            max={TITLE_TEXT_MAX}
            onSave={(line) => edits.renameLane(lane.id, line)}
            value={lane.title}
          />
          <LineField
            label={words.layers.hint}
            max={HINT_TEXT_MAX}
            onSave={(line) => edits.renameLane(lane.id, lane.title, line)}
            optional={true}
            value={lane.hint}
          />
        </>
      ) : (
        <p>{lane.hint}</p>
      )}
      <p className="quiet made">{words.layers.holds(edits.stickiesInLane(lane.id))}</p>
    </section>
  );
}
