/** The lanes that hold nothing in this phase, each as a way to begin there. Not on paper. */
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { addAndWrite } from "../../actions/stickies.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Lane } from "../../model/board.ts";
import { Icon } from "../kit/icon.tsx";
import { useDesk } from "../map/desk-context.ts";
import { useHand } from "../map/use-hand.ts";

interface Props {
  readonly layer: string;
  readonly phase: string;
  readonly lanes: readonly Lane[];
}

export function EmptyLanes({ layer, phase, lanes }: Props) {
  const { store } = useDesk().session;
  const words = useWords();
  const hand = useHand();
  const cells = useMemo(
    () => lanes.map((lane) => ({ lane, ids: store.cell(layer, lane.id, phase) })),
    [lanes, store, layer, phase],
  );
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = cells.map(({ ids }) => ids.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [cells],
  );
  // One text that changes exactly when another lane becomes empty or full.
  useSyncExternalStore(subscribe, () =>
    cells.map(({ ids }) => (ids.get().length === 0 ? "0" : "1")).join(""),
  );
  const empty = cells.filter(({ ids }) => ids.get().length === 0);
  if (empty.length === 0) return null;
  return (
    <div aria-label={words.list.emptyLanes} className="outline-empty" role="group">
      {empty.map(({ lane }) => (
        <button
          aria-label={words.list.addTo(lane.title || words.board.untitled)}
          className="chip outline-add"
          data-lane={lane.id}
          data-line=""
          data-phase={phase}
          id={`list:cell:${lane.id}:${phase}`}
          key={lane.id}
          onClick={() => addAndWrite(hand(null), lane.id, phase, null)}
          type="button"
        >
          <Icon name="add" />
          {lane.title || words.board.untitled}
        </button>
      ))}
    </div>
  );
}
