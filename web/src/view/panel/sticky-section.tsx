/** What a sticky carries beside its text: colour, evidence, channel, personas and tags, to change. */
import { CHANNELS, type Channel, EVIDENCE, type Evidence } from "../../generated/schema.ts";
import { useWords } from "../../i18n/late/side.ts";
import type { Sticky } from "../../model/board.ts";
import { OneOfChips } from "../kit/chips.tsx";
import { SelectField } from "../kit/select-field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { EvidenceMark } from "../map/evidence-mark.tsx";
import type { SectionProps } from "./section.ts";
import { StickyColor } from "./sticky-color.tsx";
import { StickyFacts } from "./sticky-facts.tsx";
import { StickyPersonas } from "./sticky-personas.tsx";
import { StickyTags } from "./sticky-tags.tsx";

export function StickySection({ target }: SectionProps) {
  const { session } = useDesk();
  const { map } = useValue(session.me).rights;
  const sticky = useValue(session.store.sticky("id" in target ? target.id : ""));
  if (sticky === null) return null;
  return (
    <section className="side-part">
      {map ? <Fields sticky={sticky} /> : <StickyFacts sticky={sticky} />}
    </section>
  );
}

function Fields({ sticky }: { readonly sticky: Sticky }) {
  const { session } = useDesk();
  const words = useWords();
  const { edits } = session;
  const ids = [sticky.id];
  const channel = CHANNELS.find((known) => known === sticky.channel) ?? "";
  const setEvidence = (value: Evidence) =>
    edits.describe(ids, "evidence", value === sticky.evidence ? null : value);
  const setChannel = (value: Channel | "") =>
    edits.describe(ids, "channel", value === "" ? null : value);
  return (
    <>
      <StickyColor sticky={sticky} />
      <OneOfChips
        chips={EVIDENCE.map((value) => ({
          value,
          label: words.panel.evidenceOf[value],
          mark: <EvidenceMark evidence={value} />,
        }))}
        label={words.panel.evidence}
        onChange={setEvidence}
        value={EVIDENCE.find((known) => known === sticky.evidence) ?? null}
      />
      <SelectField
        label={words.panel.channel}
        onChange={setChannel}
        options={[
          { value: "" as const, label: words.panel.noChannel },
          ...CHANNELS.map((value) => ({ value, label: words.panel.channelOf[value] })),
        ]}
        value={channel}
      />
      <StickyPersonas sticky={sticky} />
      <StickyTags sticky={sticky} />
    </>
  );
}
