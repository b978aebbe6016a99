/** The page of one open board: the line above, the map, the key below, and what lies over them. */
import { useEffect, useState } from "react";
import type { Desk } from "../../actions/desk.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useCommentNews } from "../comment/use-comment-news.ts";
import { DialogHost } from "../dialogs/dialog-host.tsx";
import { LiveRegions } from "../kit/live-regions.tsx";
import { Toasts } from "../kit/toasts.tsx";
import { useValue } from "../kit/use-value.ts";
import { DeskContext } from "../map/desk-context.ts";
import { heldOf } from "../map/held.ts";
import { JourneyMap } from "../map/journey-map.tsx";
import { LinkingBar } from "../map/linking-bar.tsx";
import { PanelHost } from "../panel/panel-host.tsx";
import { useOperations } from "../protect/use-operations.ts";
import { SearchHost } from "../search/search-host.tsx";
import { Banners } from "./banners.tsx";
import { ContextMenu } from "./context-menu.tsx";
import { EmptyPhases } from "./empty-phases.tsx";
import { LegendBar } from "./legend-bar.tsx";
import { Opening } from "./opening.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { Shut } from "./shut.tsx";
import { TopBar } from "./top-bar.tsx";
import { useBigScreen } from "./use-big-screen.ts";
import { useBoardKeys } from "./use-board-keys.ts";
import { useComings } from "./use-comings.ts";
import { useDeepLink } from "./use-deep-link.ts";
import { useGuards } from "./use-guards.ts";
import { usePieces } from "./use-pieces.ts";
import { useRemoteNews } from "./use-remote-news.ts";
import { useSeenHeight } from "./use-seen-height.ts";
import { useView } from "./use-view.ts";
import type { BoardView } from "./views.tsx";

function MapView({ desk }: { readonly desk: Desk }) {
  const layer = useValue(desk.layer);
  const { phases } = useValue(desk.session.store.structure(layer));
  // Where somebody writes the map stays, also when others threw the last phase away.
  const writes = useValue(heldOf(desk)) !== null;
  return phases.length === 0 && !writes ? <EmptyPhases /> : <JourneyMap />;
}

function Middle({ desk, view }: { readonly desk: Desk; readonly view: BoardView }) {
  const ready = useValue(desk.session.store.ready);
  const { screen: Screen } = view;
  const [visited, visit] = useState(false);
  if (Screen === null && !visited) visit(true);
  if (!ready) return <Opening />;
  return (
    <>
      {visited ? (
        <div className="view" inert={Screen !== null}>
          <MapView desk={desk} />
        </div>
      ) : null}
      {Screen === null ? null : <Screen />}
    </>
  );
}

export function BoardPage({ desk }: { readonly desk: Desk }) {
  const words = useWords();
  const view = useView();
  const layered = view.layered === true;
  const { title } = useValue(desk.session.store.meta);
  const ready = useValue(desk.session.store.ready);
  const status = useValue(desk.session.status);
  useGuards(desk);
  useBoardKeys(desk, layered);
  useComings(desk);
  useRemoteNews(desk);
  useOperations(desk);
  useCommentNews(desk);
  useDeepLink(desk);
  usePieces(ready);
  useBigScreen(desk);
  useSeenHeight();
  useEffect(() => {
    document.title = title === "" ? words.product : `${title} – ${words.product}`;
  }, [title, words]);

  if (!ready && status.kind === "ended") return <Shut why={status.why} />;
  return (
    <DeskContext value={desk}>
      <div className="board">
        <button
          className="button strong skip"
          onClick={() => document.getElementById(view.name)?.focus()}
          type="button"
        >
          {words.views.skipTo(view.label(words))}
        </button>
        {view.alone === true ? null : <TopBar />}
        <Banners />
        <main className="middle">
          <Middle desk={desk} view={view} />
          <SelectionBar />
          <LinkingBar />
          {/* What is sought stands on the map and in the list. */}
          {layered ? <SearchHost /> : null}
          <ContextMenu />
          {/* Its things stand on the map and in the list; an action has a page of its own. */}
          {layered ? <PanelHost /> : null}
        </main>
        {view.alone === true ? null : <LegendBar />}
      </div>
      <DialogHost />
      <Toasts desk={desk} />
      <LiveRegions desk={desk} />
    </DeskContext>
  );
}
