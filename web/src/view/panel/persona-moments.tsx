/** The phase where it began, where it hit hardest and where it ended, for the journey that is shown. */
import { layerTitle, phaseTitle } from "../../actions/places.ts";
import { useWords } from "../../i18n/late/side.ts";
import type { Moment, Persona } from "../../model/board.ts";
import { SelectField } from "../kit/select-field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

const MOMENTS: readonly Moment[] = ["begin", "peak", "end"];

export function PersonaMoments({ persona }: { readonly persona: Persona }) {
  const desk = useDesk();
  const words = useWords();
  const layer = useValue(desk.layer);
  return (
    <fieldset className="side-part">
      <legend>
        {words.persona.moments}{" "}
        <span className="quiet">{layerTitle(desk, layer, words).toLowerCase()}</span>
      </legend>
      {MOMENTS.map((moment) => (
        <MomentField key={moment} layer={layer} moment={moment} persona={persona.id} />
      ))}
    </fieldset>
  );
}

interface FieldProps {
  readonly layer: string;
  readonly persona: string;
  readonly moment: Moment;
}

function MomentField({ layer, persona, moment }: FieldProps) {
  const desk = useDesk();
  const words = useWords();
  const { edits, me, store } = desk.session;
  const { columns } = useValue(store.structure(layer));
  const phase = useValue(store.moment(layer, persona, moment));
  const known = columns.find((column) => column.phase === phase)?.phase ?? "";
  const label = words.persona.momentOf[moment];
  if (!useValue(me).rights.map) {
    return (
      <p>
        <span className="quiet">{label}: </span>
        {known === "" ? words.panel.none : phaseTitle(desk, known, words)}
      </p>
    );
  }
  return (
    <SelectField
      label={label}
      onChange={(next) => edits.setMoment(layer, persona, moment, next === "" ? null : next)}
      options={[
        { value: "", label: words.persona.noPhase },
        ...columns.map((column) => ({
          value: column.phase,
          label: phaseTitle(desk, column.phase, words),
        })),
      ]}
      value={known}
    />
  );
}
