/** How large the map is shown, at the foot of the page: smaller, the size, larger. */
import { act } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { handFor } from "../map/use-hand.ts";

export function ZoomButtons() {
  const desk = useDesk();
  const words = useWords();
  const percent = Math.round(useValue(desk.zoom) * 100);
  const button = (id: "zoom_out" | "zoom_in", label: string, icon: "minus" | "add") => (
    <button
      aria-label={label}
      className="icon-button"
      onClick={() => act(id, handFor(desk, null))}
      title={label}
      type="button"
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <div aria-label={words.zoom.name} className="zoom" role="group">
      {button("zoom_out", words.zoom.out, "minus")}
      <button
        className="zoom-now"
        onClick={() => act("zoom_whole", handFor(desk, null))}
        title={words.zoom.whole}
        type="button"
      >
        {words.zoom.percent(percent)}
      </button>
      {button("zoom_in", words.zoom.in, "add")}
    </div>
  );
}
