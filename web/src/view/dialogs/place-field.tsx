/** Where in a cell: on top, at the bottom, or after one of what stands there. */
import { brief } from "../../actions/places.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { Field } from "../kit/field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

interface Props {
  readonly ids: readonly string[];
  readonly layer: string;
  readonly lane: string;
  readonly phase: string;
  /** The sticky it comes before; null is the bottom. */
  readonly before: string | null;
  readonly onChange: (before: string | null) => void;
}

export function PlaceField({ ids, layer, lane, phase, before, onChange }: Props) {
  const { store } = useDesk().session;
  const words = useWords();
  const there = useValue(store.cell(layer, lane, phase)).filter((one) => !ids.includes(one));
  const text = (one: string | undefined) =>
    brief(one === undefined ? "" : (store.sticky(one).get()?.text ?? ""), words);
  if (there.length === 0) return null;
  return (
    <Field label={words.move.place}>
      {(control) => (
        <select
          {...control}
          className="input"
          onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
          value={before ?? ""}
        >
          {there.map((one, index) => (
            <option key={one} value={one}>
              {index === 0 ? words.move.first : words.move.after(text(there[index - 1]))}
            </option>
          ))}
          <option value="">{words.move.last}</option>
        </select>
      )}
    </Field>
  );
}
