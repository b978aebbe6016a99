/** What is selected, as a line over the foot of the map: how many, and what can be done with them. */
import type { MouseEvent } from "react";
import { chosen, clearSelection } from "../../actions/selecting.ts";
import { act } from "../../actions/table.ts";
import { NOTHING } from "../../actions/target.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon, type IconName } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { elementOf, pointAbove } from "../map/element.ts";
import { useHand } from "../map/use-hand.ts";

export function SelectionBar() {
  const desk = useDesk();
  const words = useWords();
  const handFor = useHand();
  const picked = useValue(desk.selection.ids);
  const { map } = useValue(desk.session.me).rights;
  // What others throw away leaves the selection by itself.
  useValue(desk.session.store.count);
  const ids = picked.size === 0 ? [] : chosen(desk, NOTHING);
  if (ids.length === 0) return null;

  const first = (): Element | null => {
    const id = ids[0] ?? "";
    return elementOf({ kind: "sticky", id, lane: "", phase: "" });
  };
  const button = (id: string, icon: IconName, label: string) => (
    <button
      className="icon-button"
      aria-label={label}
      onClick={() => act(id, handFor(first()))}
      title={label}
      type="button"
    >
      <Icon name={icon} />
    </button>
  );
  const openMenu = (event: MouseEvent<HTMLElement>) =>
    act("menu", handFor(first(), pointAbove(event.currentTarget)));
  const close = () => {
    const sticky = first();
    clearSelection(handFor(sticky));
    if (sticky instanceof HTMLElement) sticky.focus({ preventScroll: true });
  };
  return (
    <section aria-label={words.select.bar} className="selection">
      <strong>{words.select.count(ids.length)}</strong>
      {map ? (
        <>
          {button("move", "move", words.action.move)}
          {button("label", "label", words.select.label)}
          {button("duplicate", "copy", words.action.duplicate)}
          {button("remove", "bin", words.action.remove)}
        </>
      ) : null}
      <button
        aria-haspopup="menu"
        aria-label={words.select.all}
        className="icon-button"
        onClick={openMenu}
        title={words.select.all}
        type="button"
      >
        <Icon name="more" />
      </button>
      <button
        aria-label={words.select.clear}
        className="icon-button"
        onClick={close}
        title={words.select.clear}
        type="button"
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
