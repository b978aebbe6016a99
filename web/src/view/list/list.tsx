/**
 * *Lijst*: the same board as an outline, live and to write in, with a heading for each phase and each
 * lane in it. The first choice of screen readers and small screens, and what goes on paper.
 */
import { useMemo, useRef } from "react";
import { addLastLane, addLastPhase } from "../../actions/heads.ts";
import { act } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useHand } from "../map/use-hand.ts";
import { Item } from "./item.tsx";
import { ListContext } from "./list-context.ts";
import { PhaseSection } from "./phase-section.tsx";
import { TitleDialog } from "./title-dialog.tsx";
import { useListKeys } from "./use-list-keys.ts";
import { useListWriting } from "./use-list-writing.ts";

/** What is done with the list as a whole. Not on paper. */
function ListTools() {
  const words = useWords();
  const hand = useHand();
  return (
    <div className="row outline-tools">
      <button className="button" onClick={() => act("copy", hand(null))} type="button">
        <Icon name="copy" />
        {words.list.copy}
      </button>
      <button className="button" onClick={() => window.print()} type="button">
        <Icon name="print" />
        {words.list.print}
      </button>
    </div>
  );
}

/** A phase or a lane more, after the last. */
function MoreOf() {
  const words = useWords();
  const hand = useHand();
  return (
    <div className="row outline-more">
      <button className="button" onClick={() => addLastPhase(hand(null))} type="button">
        <Icon name="add" />
        {words.board.addPhase}
      </button>
      <button className="button" onClick={() => addLastLane(hand(null))} type="button">
        <Icon name="add" />
        {words.board.addLane}
      </button>
    </div>
  );
}

export function List() {
  const desk = useDesk();
  const words = useWords();
  const layer = useValue(desk.layer);
  const { phases, columns, lanes } = useValue(desk.session.store.structure(layer));
  const { title } = useValue(desk.session.store.meta);
  const unplaced = useValue(desk.session.store.unplaced);
  const { frame } = useValue(desk.session.me).rights;
  const element = useRef<HTMLElement>(null);
  const { writing, write } = useListWriting(desk, element);
  const onKeyDown = useListKeys(desk, element);
  const context = useMemo(() => ({ writing, write }), [writing, write]);

  return (
    <ListContext value={context}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: hears the keys of the lines in it. */}
      <section
        aria-label={words.views.list}
        className="outline"
        id="list"
        onKeyDown={onKeyDown}
        ref={element}
        tabIndex={-1}
      >
        <h2 className="outline-title">{title}</h2>
        <ListTools />
        {phases.length === 0 ? (
          <p className="quiet">{frame ? words.list.empty : words.empty.viewer}</p>
        ) : null}
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
        {unplaced.length === 0 ? null : (
          <section className="outline-phase">
            <h2>{words.board.unplaced}</h2>
            <p className="quiet">{words.board.unplacedHelp}</p>
            <ul>
              {unplaced.map((id) => (
                <Item id={id} key={id} />
              ))}
            </ul>
          </section>
        )}
        {frame ? <MoreOf /> : null}
        {writing?.kind === "title" ? (
          <TitleDialog of={writing.of} onClose={() => write(null)} />
        ) : null}
      </section>
    </ListContext>
  );
}
