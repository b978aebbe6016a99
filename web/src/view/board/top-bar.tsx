/** The one line above the map. */
import { act } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { CommentsButton } from "../comment/comments-button.tsx";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useHand } from "../map/use-hand.ts";
import { Crumbs } from "./crumbs.tsx";
import { LayerSwitch } from "./layer-switch.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { People } from "./people.tsx";
import { SaveState } from "./save-state.tsx";
import { ViewTabs } from "./view-tabs.tsx";

export function TopBar() {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  const { manage } = useValue(desk.session.me).rights;
  return (
    <header className="topbar">
      <Crumbs />
      <ViewTabs />
      <div className="spring" />
      <LayerSwitch />
      <div className="spring" />
      <SaveState />
      <div className="tools">
        <People />
        <CommentsButton />
        <MoreMenu />
        {manage ? (
          <button
            className="button strong share"
            onClick={() => act("share", hand(null))}
            type="button"
          >
            <Icon name="share" />
            <span>{words.board.share}</span>
          </button>
        ) : null}
      </div>
    </header>
  );
}
