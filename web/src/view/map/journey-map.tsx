/**
 * The map of one layer: headers that stay, lanes under them, and the listeners that the whole grid
 * shares. Renders again only when phases or lanes change; stickies and cells look after themselves.
 */
import { useMemo, useRef, useSyncExternalStore } from "react";
import { detailOf } from "../../actions/zooming.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useValue } from "../kit/use-value.ts";
import { AddLane } from "./add-lane.tsx";
import { useDesk } from "./desk-context.ts";
import { Head } from "./head.tsx";
import { heldOf, withHeld } from "./held.ts";
import { LaneRow } from "./lane-row.tsx";
import { NoLanes } from "./no-lanes.tsx";
import { useShownLayers } from "./shown-layers.ts";
import { tracks } from "./tracks.ts";
import { Unplaced } from "./unplaced.tsx";
import { useLookedAt } from "./use-looked-at.ts";
import { useMapEvents } from "./use-map-events.ts";
import { useStill } from "./use-still.ts";

export function JourneyMap() {
  const desk = useDesk();
  const words = useWords();
  const layer = useValue(desk.layer);
  const layers = useShownLayers(desk);
  const stands = useStill(desk.session.store.structure(layer));
  const held = useValue(heldOf(desk));
  const structure = useMemo(() => withHeld(stands, held), [stands, held]);
  const me = useValue(desk.session.me);
  const element = useRef<HTMLDivElement>(null);
  useMapEvents(element);
  const folded = useValue(desk.folded);
  const lookedAt = useLookedAt(structure);
  const counts = useSyncExternalStore(
    desk.zoom.subscribe,
    () => detailOf(desk.zoom.get()) === "counts",
  );
  const columns = useMemo(
    () => tracks(structure.columns, layers.length, folded, lookedAt),
    [structure, layers, folded, lookedAt],
  );

  return (
    <div
      aria-describedby="map-help"
      aria-label={words.board.map}
      className={["map", me.rights.map ? "writable" : "", layers.length > 1 ? "sided" : ""].join(
        " ",
      )}
      data-layer={layer}
      id="map"
      ref={element}
      role="grid"
      tabIndex={0}
    >
      <p hidden={true} id="map-help">
        {words.board.mapHelp}
      </p>
      <div className="sheet" style={columns}>
        <Head folded={folded} layers={layers} lookedAt={lookedAt} structure={structure} />
        {structure.lanes.map((lane) => (
          <LaneRow
            active={lane.kind === "emotion" ? layer : ""}
            columns={structure.columns}
            counts={counts}
            folded={folded}
            key={lane.id}
            lane={lane}
            layers={layers}
            lookedAt={lookedAt}
          />
        ))}
        {structure.lanes.length === 0 ? <NoLanes may={me.rights.frame} /> : null}
        <Unplaced />
        {me.rights.frame ? <AddLane /> : null}
      </div>
    </div>
  );
}
