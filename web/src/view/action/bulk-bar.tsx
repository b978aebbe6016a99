/** What can be done to all chosen actions at once, each as one step of undo. */
import { useWords } from "../../i18n/late/going.ts";
import { useDesk } from "../map/desk-context.ts";
import { DueField } from "./due-field.tsx";
import { OwnerField } from "./owner-field.tsx";
import { StatusField } from "./status-field.tsx";
import { TeamField } from "./team-field.tsx";

interface Props {
  readonly ids: readonly string[];
  readonly onDone: () => void;
}

export function BulkBar({ ids, onDone }: Props) {
  const desk = useDesk();
  const words = useWords();
  const { edits } = desk.session;
  const { field } = words.actions;
  const throwAway = () => {
    if (edits.throwAway(ids.map((id) => `actions/${id}` as const))) {
      desk.tell(words.actions.thrown(ids.length));
    }
    onDone();
  };
  return (
    <section aria-label={words.actions.bulk} className="bulk">
      <p className="label">{words.actions.chosen(ids.length)}</p>
      <div className="field">
        <p aria-hidden="true" className="label">
          {words.actions.sortBy.status}
        </p>
        <StatusField
          ids={ids}
          label={words.actions.sortBy.status}
          status=""
          title={words.actions.count(ids.length)}
        />
      </div>
      <OwnerField onChange={(owner) => edits.changeActions(ids, { owner })} owner={null} />
      <TeamField
        label={field.department}
        onChange={(department) => edits.changeActions(ids, { department })}
      />
      <DueField due={null} onChange={(due) => edits.changeActions(ids, { due })} />
      <div className="row">
        <button className="button" onClick={throwAway} type="button">
          {words.actions.throwAway}
        </button>
        <button className="button bare" onClick={onDone} type="button">
          {words.actions.chooseNone}
        </button>
      </div>
    </section>
  );
}
