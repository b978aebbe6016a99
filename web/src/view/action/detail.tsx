/** One action, open beside the list: everything about it, where it comes from and how it went. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useWords } from "../../i18n/late/going.ts";
import type { Action } from "../../model/actions.ts";
import { Comments } from "../comment/comments.tsx";
import { Field } from "../kit/field.tsx";
import { Icon } from "../kit/icon.tsx";
import { SharedText } from "../kit/shared-text.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Concerns } from "./concerns.tsx";
import { Confirmation } from "./confirmation.tsx";
import { DetailFacts } from "./detail-facts.tsx";
import { DueField } from "./due-field.tsx";
import { History } from "./history.tsx";
import { Origin } from "./origin.tsx";
import { OwnerField } from "./owner-field.tsx";
import { SayForm } from "./say-form.tsx";
import { TeamField } from "./team-field.tsx";
import { useStandings } from "./use-standings.ts";
import { WeightPicker } from "./weight-picker.tsx";

interface Props {
  readonly id: string;
  readonly onClose: () => void;
}

export function Detail({ id, onClose }: Props) {
  const { session } = useDesk();
  const words = useWords();
  const action = useValue(session.store.actions.action(id));
  const { map } = useValue(session.me).rights;
  const { all } = useStandings();
  const standing = all.find((one) => one.action.id === id);
  const element = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another action is a reason to go there.
  useEffect(() => element.current?.querySelector("h2")?.focus(), [id]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.stopPropagation();
    onClose();
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: Escape closes it, from wherever inside.
    <aside aria-labelledby="action-title" className="side" onKeyDown={onKeyDown} ref={element}>
      <header>
        <div>
          <p className="overline">{words.actions.title}</p>
          <h2 id="action-title" tabIndex={-1}>
            {action?.title ?? words.panel.gone}
          </h2>
        </div>
        <button aria-label={words.close} className="icon-button" onClick={onClose} type="button">
          <Icon name="close" />
        </button>
      </header>
      {action === null ? (
        <Gone id={id} />
      ) : (
        <>
          {standing === undefined ? null : <Concerns standing={standing} />}
          {action.reason === "" ? null : (
            <p className="notice">{words.actions.stopped(action.reason)}</p>
          )}
          {map ? <Fields action={action} onGone={onClose} /> : <DetailFacts action={action} />}
          <Origin action={action} />
          <History action={action} />
          <Comments about={`actions/${action.id}`} key={`${action.id} said`} />
        </>
      )}
    </aside>
  );
}

function Gone({ id }: { readonly id: string }) {
  const { session } = useDesk();
  const words = useWords();
  const { map } = useValue(session.me).rights;
  const binned = useValue(session.store.bin).find(({ ref }) => ref === `actions/${id}`);
  if (binned === undefined || !map) return null;
  return (
    <button className="button" onClick={() => session.edits.putBack([binned.ref])} type="button">
      {words.panel.putBack}
    </button>
  );
}

function Fields({ action, onGone }: { readonly action: Action; readonly onGone: () => void }) {
  const desk = useDesk();
  const words = useWords();
  const { edits } = desk.session;
  const { field } = words.actions;
  const ids = [action.id];
  const throwAway = () => {
    if (!edits.throwAway([`actions/${action.id}`])) return;
    desk.tell(words.actions.thrown(1));
    onGone();
  };
  return (
    <>
      <SayForm action={action} key={action.id} />
      <div className="side-part">
        <Field label={field.title}>
          {({ id }) => (
            <SharedText
              className="input title"
              field="title"
              id={id}
              key={action.id}
              record={`actions/${action.id}`}
              single={true}
            />
          )}
        </Field>
        <OwnerField
          help={field.ownerHelp}
          key={action.id}
          onChange={(owner) => edits.changeActions(ids, { owner })}
          owner={action.owner}
        />
        <TeamField
          label={field.department}
          onChange={(department) => edits.changeActions(ids, { department })}
          team={action.department}
        />
        <TeamField
          label={field.confirms}
          onChange={(confirms) => edits.changeActions(ids, { confirms })}
          team={action.confirms}
        />
        <Confirmation action={action} />
        <DueField
          due={action.due}
          key={`${action.id} due`}
          onChange={(due) => edits.changeActions(ids, { due })}
        />
        <WeightPicker action={action} />
        <button className="button bare start danger-text" onClick={throwAway} type="button">
          <Icon name="bin" />
          {words.actions.throwAway}
        </button>
      </div>
    </>
  );
}
