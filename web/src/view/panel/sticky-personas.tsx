/** Which personas a sticky is about. */
import { useWords } from "../../i18n/late/side.ts";
import type { Sticky } from "../../model/board.ts";
import { AnyOfChips } from "../kit/chips.tsx";
import { Marker } from "../kit/marker.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";

export function StickyPersonas({ sticky }: { readonly sticky: Sticky }) {
  const { session } = useDesk();
  const words = useWords();
  const personas = useValue(session.store.personas);
  if (personas.length === 0) return null;
  return (
    <AnyOfChips
      chips={personas.map(({ id, name, color, marker }) => ({
        value: id,
        label: name.trim() || words.board.untitled,
        mark: <Marker color={color} marker={marker} />,
      }))}
      label={words.panel.personas}
      onChange={(persona, on) => session.edits.involve([sticky.id], persona, on)}
      value={sticky.personas}
    />
  );
}
