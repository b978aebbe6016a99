/** The one line above the map. */
import { act } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { LanguageSwitch } from "../kit/language-switch.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useHand } from "../map/use-hand.ts";
import { Crumbs } from "./crumbs.tsx";
import { LayerSwitch } from "./layer-switch.tsx";
import { People } from "./people.tsx";
import { SaveState } from "./save-state.tsx";
import { ViewTabs } from "./view-tabs.tsx";

export function TopBar() {
  const desk = useDesk();
  const words = useWords();
  const hand = useHand();
  const { lead, manage } = useValue(desk.session.me).rights;
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
        {lead ? (
          <button
            aria-label={words.protect.open}
            className="icon-button"
            onClick={() => act("lead", hand(null))}
            title={words.protect.open}
            type="button"
          >
            <Icon name="shield" />
          </button>
        ) : null}
        <button
          aria-label={words.board.bin}
          className="icon-button"
          onClick={() => act("bin", hand(null))}
          title={words.board.bin}
          type="button"
        >
          <Icon name="bin" />
        </button>
        <LanguageSwitch />
        {manage ? (
          <button className="button strong" onClick={() => act("share", hand(null))} type="button">
            {words.board.share}
          </button>
        ) : null}
      </div>
    </header>
  );
}
