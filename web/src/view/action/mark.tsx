/** On a sticky, without opening anything: how many actions come from it, and how they stand. */
import { useWords } from "../../i18n/use-words.ts";
import type { Action } from "../../model/actions.ts";
import { isFinished, standingsOf } from "../../model/standing.ts";
import { useDesk } from "../map/desk-context.ts";
import { useStill } from "../map/use-still.ts";
import { statusWord } from "./names.ts";
import { today } from "./use-standings.ts";

export function ActionMark({ sticky }: { readonly sticky: string }) {
  const actions = useStill(useDesk().session.store.actions.from(`stickies/${sticky}`));
  return actions.length === 0 ? null : <Mark actions={actions} />;
}

function Mark({ actions }: { readonly actions: readonly Action[] }) {
  const { store } = useDesk().session;
  const words = useWords();
  const standups = useStill(store.actions.standups);
  const teams = new Set(useStill(store.teams).map(({ id }) => id));
  const standings = standingsOf(actions, standups, teams, today());
  const done = actions.filter(({ status }) => isFinished(status)).length;
  const [only] = actions;
  const one = actions.length === 1 && only !== undefined ? statusWord(only.status, words) : null;
  const [kind, state] = standings.some(({ late }) => late)
    ? (["late", words.actions.since.late] as const)
    : standings.some(({ stuck }) => stuck)
      ? (["stuck", words.actions.since.stuck] as const)
      : standings.some(({ waits }) => waits)
        ? (["waits", words.actions.markWaits] as const)
        : done === actions.length
          ? (["done", one ?? words.actions.status.done] as const)
          : (["open", one ?? words.actions.markDone(done, actions.length)] as const);
  return (
    <p className="action-mark" data-kind={kind}>
      {words.actions.mark(actions.length, state)}
    </p>
  );
}
