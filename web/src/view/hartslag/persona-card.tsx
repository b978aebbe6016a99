/** One persona: its mark, its name and its motto. Choosing it says whose line is set. */
import { type MouseEvent, memo } from "react";
import { useWords } from "../../i18n/use-words.ts";
import type { Persona } from "../../model/board.ts";
import { inkOf } from "../kit/ink.ts";
import { Marker } from "../kit/marker.tsx";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly persona: Persona;
  readonly chosen: boolean;
}

export const PersonaCard = memo(function PersonaCard({ persona, chosen }: Props) {
  const desk = useDesk();
  const words = useWords();
  const { id, name, motto, color, marker } = persona;
  const choose = (event: MouseEvent) => {
    desk.persona.set(id);
    if (event.detail > 1) desk.openPanel({ kind: "persona", id });
  };
  return (
    <button
      aria-checked={chosen}
      className="persona"
      data-color={inkOf(color)}
      data-persona={id}
      id={`persona:${id}`}
      onClick={choose}
      role="radio"
      tabIndex={-1}
      type="button"
    >
      <Marker color={color} marker={marker} />
      <span className="persona-name">{name.trim() || words.board.untitled}</span>
      {motto.trim() === "" ? null : (
        <span className="persona-motto">{words.hartslag.quote(motto.trim())}</span>
      )}
    </button>
  );
});
