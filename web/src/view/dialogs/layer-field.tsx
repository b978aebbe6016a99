/** Which journey something goes to. */
import { layerTitle } from "../../actions/places.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { SelectField } from "../kit/select-field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly layer: string;
  readonly onChange: (layer: string) => void;
}

export function LayerField({ layer, onChange }: Props) {
  const desk = useDesk();
  const words = useWords();
  const layers = useValue(desk.session.store.layers);
  if (layers.length < 2) return null;
  return (
    <SelectField
      label={words.move.layer}
      onChange={onChange}
      options={layers.map(({ id }) => ({ value: id, label: layerTitle(desk, id, words) }))}
      value={layer}
    />
  );
}
