/** The key to the map, with undo and help at its end. Writers choose the next paper here. */
import { act } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useHand } from "../map/use-hand.ts";
import { LegendColors } from "./legend-colors.tsx";
import { UndoButton } from "./undo-button.tsx";
import { useView } from "./use-view.ts";
import { ZoomButtons } from "./zoom-buttons.tsx";

export function LegendBar() {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  const view = useView();
  const { map, frame } = useValue(desk.session.me).rights;
  // Colours, and what is sought, stand on the map and in the list.
  const layered = view.layered === true;
  return (
    <footer className="legend">
      {layered ? <LegendColors /> : null}
      {layered && frame ? (
        <button
          aria-label={words.action.caption}
          className="icon-button rename wide-only"
          onClick={() => act("legend", hand(null))}
          title={words.action.caption}
          type="button"
        >
          <Icon name="pencil" />
        </button>
      ) : null}
      {view.screen === null ? <ZoomButtons /> : null}
      {layered ? (
        <button
          aria-label={words.find.open}
          className="icon-button"
          onClick={() => act("find", hand(null))}
          title={words.find.open}
          type="button"
        >
          <Icon name="search" />
        </button>
      ) : null}
      {map ? <UndoButton name="undo" /> : null}
      {map ? <UndoButton name="redo" /> : null}
      <button
        aria-label={words.board.help}
        className="icon-button"
        onClick={() => act("help", hand(null))}
        title={words.board.help}
        type="button"
      >
        <Icon name="help" />
      </button>
    </footer>
  );
}
