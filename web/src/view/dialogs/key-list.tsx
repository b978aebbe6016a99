/** The shortcuts of one group. The eight colours share a line. */
import type { Action, Group } from "../../actions/action.ts";
import { readable } from "../../actions/keys.ts";
import { actions } from "../../actions/table.ts";
import { useWords } from "../../i18n/use-words.ts";
import { onMac } from "../kit/mac.ts";

export function KeyList({ group }: { readonly group: Group }) {
  const words = useWords();
  const listed = actions.filter(
    (action) => action.group === group && action.keys.length > 0 && action.color === undefined,
  );
  const keysOf = (action: Action) => readable(action.keys[0] ?? "", words, onMac);
  return (
    <dl className="keys">
      {listed.map((action) => (
        <div key={action.id}>
          <dt>{action.label(words)}</dt>
          <dd>
            {keysOf(action).map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dd>
        </div>
      ))}
      {group === "sticky" ? (
        <div>
          <dt>{words.action.colour}</dt>
          <dd>
            <kbd>1</kbd>…<kbd>8</kbd>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
