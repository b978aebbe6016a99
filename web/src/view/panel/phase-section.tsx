/** A phase or step: its name, its note, and what happens to it in the desired journey. */
import { HINT_TEXT_MAX, TITLE_TEXT_MAX } from "../../generated/limits.ts";
import { CHANGES } from "../../generated/schema.ts";
import { useWords } from "../../i18n/late/side.ts";
import type { Phase } from "../../model/board.ts";
import { OneOfChips } from "../kit/chips.tsx";
import { LineField } from "../kit/line-field.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import type { SectionProps } from "./section.ts";

export function PhaseSection({ target }: SectionProps) {
  const desk = useDesk();
  const words = useWords();
  const { edits, me, store } = desk.session;
  const { phases } = useValue(store.structure(useValue(desk.layer)));
  const { frame } = useValue(me).rights;
  const all = phases.flatMap((one) => [one, ...one.steps]);
  const phase = all.find(({ id }) => target.kind === "phase" && id === target.id);
  if (phase === undefined) return null;
  return (
    <section className="side-part">
      {frame ? <Fields phase={phase} /> : <Facts phase={phase} />}
      <p className="quiet made">{words.layers.holds(edits.stickiesInPhase(phase.id))}</p>
    </section>
  );
}

function Fields({ phase }: { readonly phase: Phase }) {
  const { edits } = useDesk().session;
  const words = useWords();
  const { id, title, note, change } = phase;
  return (
    <>
      <LineField
        label={words.layers.title}
        max={TITLE_TEXT_MAX}
        onSave={(line) => edits.renamePhase(id, line)}
        value={title}
      />
      <LineField
        help={words.layers.noteHelp}
        label={words.layers.note}
        max={HINT_TEXT_MAX}
        onSave={(line) => edits.notePhase(id, line)}
        optional={true}
        value={note}
      />
      <OneOfChips
        chips={CHANGES.map((value) => ({ value, label: words.layers.changes[value] }))}
        label={words.layers.change}
        onChange={(value) => edits.changePhase(id, value === change ? null : value)}
        value={CHANGES.find((known) => known === change) ?? null}
      />
    </>
  );
}

function Facts({ phase }: { readonly phase: Phase }) {
  const words = useWords();
  const change = CHANGES.find((known) => known === phase.change);
  const facts = [
    [words.layers.note, phase.note],
    [words.layers.change, change === undefined ? "" : words.layers.changes[change]],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || words.panel.none}</dd>
        </div>
      ))}
    </dl>
  );
}
