/**
 * *Lijst*: the same board as an outline, with a heading for each phase and each lane in it. The first
 * choice of screen readers and small screens, and what goes on paper. Knows nothing of the map.
 */
import { useWords } from "../../i18n/use-words.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { PhaseSection } from "./phase-section.tsx";

export function List() {
  const desk = useDesk();
  const words = useWords();
  const layer = useValue(desk.layer);
  const { phases, columns, lanes } = useValue(desk.session.store.structure(layer));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
    <section aria-label={words.views.list} className="outline" id="list" tabIndex={0}>
      {phases.length === 0 ? <p className="quiet">{words.empty.viewer}</p> : null}
      {phases.map((phase, index) => (
        <PhaseSection
          columns={columns.filter((column) => column.under === phase.id)}
          key={phase.id}
          lanes={lanes}
          layer={layer}
          number={index + 1}
          phase={phase}
        />
      ))}
    </section>
  );
}
