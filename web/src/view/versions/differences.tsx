/** What is not as it was: now gone, now different, made since. The first two can be chosen to come back. */
import { brief } from "../../actions/places.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import type { AnyRef } from "../../model/board.ts";
import type { Difference, Past } from "../../model/session.ts";
import { useDesk } from "../map/desk-context.ts";

const HOW = ["gone", "changed", "added"] as const;

interface Props {
  readonly past: Past;
  readonly differences: readonly Difference[];
  readonly chosen: ReadonlySet<AnyRef>;
  readonly onChoose: (chosen: ReadonlySet<AnyRef>) => void;
}

export function Differences({ past, differences, chosen, onChoose }: Props) {
  const words = useWords();
  const choose = (refs: readonly AnyRef[], on: boolean) => {
    const next = new Set(chosen);
    for (const ref of refs) {
      if (on) next.add(ref);
      else next.delete(ref);
    }
    onChoose(next);
  };
  return HOW.map((how) => {
    const own = differences.filter((one) => one.how === how);
    const refs = own.map(({ ref }) => ref);
    if (own.length === 0) return null;
    const title = `${words.versions.groups[how]} (${own.length})`;
    if (how === "added") {
      return (
        <details className="differences" key={how}>
          <summary>{title}</summary>
          <p className="quiet">{words.versions.addedHelp}</p>
          <ul>
            {own.map((one) => (
              <li key={one.ref}>{brief(one.what, words)}</li>
            ))}
          </ul>
        </details>
      );
    }
    return (
      <fieldset className="differences" key={how}>
        <legend>{title}</legend>
        <label className="check">
          <input
            checked={refs.every((ref) => chosen.has(ref))}
            onChange={(event) => choose(refs, event.target.checked)}
            type="checkbox"
          />
          <span className="quiet">{words.versions.all}</span>
        </label>
        {own.map((one) => (
          <label className="check" key={one.ref}>
            <input
              checked={chosen.has(one.ref)}
              onChange={(event) => choose([one.ref], event.target.checked)}
              type="checkbox"
            />
            <What difference={one} past={past} />
          </label>
        ))}
      </fieldset>
    );
  });
}

/** The record as it was; beside it what it says now, or where it stood. */
function What({ difference, past }: { readonly difference: Difference; readonly past: Past }) {
  const { store } = useDesk().session;
  const words = useWords();
  const { ref, what } = difference;
  const [root = "", id = ""] = ref.split("/");
  const kinds: Readonly<Record<string, string>> = words.comments.kinds;
  const then = root === "stickies" ? past.store.sticky(id).get() : null;
  const now = root === "stickies" ? store.sticky(id).get() : null;
  const { phases, lanes } = past.store.structure("current").get();
  const place =
    then === null
      ? ""
      : words.versions.stood(
          lanes.find((lane) => lane.id === then.lane)?.title ?? words.board.untitled,
          phases.flatMap((one) => [one, ...one.steps]).find((one) => one.id === then.phase)
            ?.title ?? words.board.untitled,
        );
  return (
    <span>
      {then === null ? (
        <span className="quiet">{kinds[root] ?? words.comments.kinds.other} </span>
      ) : null}
      {what}
      {then === null ? null : <span className="quiet block">{place}</span>}
      {now === null || now.gone !== null || now.text === what ? null : (
        <span className="quiet block">
          {words.versions.now}: {now.text}
        </span>
      )}
    </span>
  );
}
