/** A persona's card: name, motto, colour and mark, and the three moments that stay with them. */
import { HINT_TEXT_MAX, TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { COLORS, MARKERS } from "../../generated/schema.ts";
import { useWords } from "../../i18n/late/side.ts";
import type { Persona } from "../../model/board.ts";
import { onArrows } from "../kit/arrows.ts";
import { OneOfChips } from "../kit/chips.tsx";
import { LineField } from "../kit/line-field.tsx";
import { Marker } from "../kit/marker.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { PersonaMoments } from "./persona-moments.tsx";
import type { SectionProps } from "./section.ts";
import { usePersona } from "./use-persona.ts";

export function PersonaSection({ target }: SectionProps) {
  const { session } = useDesk();
  const words = useWords();
  const { frame } = useValue(session.me).rights;
  const persona = usePersona(target);
  if (persona === null) return null;
  return (
    <section className="side-part">
      {frame ? (
        <CardFields persona={persona} />
      ) : persona.motto === "" ? null : (
        <p>{words.hartslag.quote(persona.motto)}</p>
      )}
      <PersonaMoments persona={persona} />
    </section>
  );
}

function CardFields({ persona }: { readonly persona: Persona }) {
  const { edits } = useDesk().session;
  const words = useWords();
  const { id, name, motto, color, marker } = persona;
  return (
    <>
      <LineField
        label={words.persona.name}
        max={TITLE_TEXT_MAX}
        onSave={(line) => edits.changePersona(id, "name", line)}
        value={name}
      />
      <LineField
        help={words.persona.mottoHelp}
        label={words.persona.motto}
        max={HINT_TEXT_MAX}
        onSave={(line) => edits.changePersona(id, "motto", line)}
        optional={true}
        value={motto}
      />
      <div className="field">
        <p className="label">{words.persona.color}</p>
        <div
          aria-label={words.persona.color}
          className="papers inks"
          onKeyDown={onArrows}
          role="radiogroup"
          tabIndex={-1}
        >
          {COLORS.map((one) => (
            <button
              aria-checked={one === color}
              aria-label={words.colors[one]}
              className="swatch-item"
              data-color={one}
              key={one}
              onClick={() => edits.changePersona(id, "color", one)}
              role="radio"
              tabIndex={one === color ? 0 : -1}
              title={words.colors[one]}
              type="button"
            >
              <span className="swatch" />
            </button>
          ))}
        </div>
      </div>
      <OneOfChips
        chips={MARKERS.map((value) => ({
          value,
          label: words.persona.markers[value],
          mark: <Marker color={color} marker={value} />,
        }))}
        label={words.persona.marker}
        onChange={(value) => edits.changePersona(id, "marker", value)}
        value={MARKERS.find((known) => known === marker) ?? null}
      />
    </>
  );
}
