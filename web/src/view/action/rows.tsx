/** The list of actions, in bundles if asked for, with headings that sort. */
import { useWords } from "../../i18n/late/going.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Row } from "./row.tsx";
import type { Bundle, Showing, Sort } from "./showing.ts";
import { show } from "./showing.ts";

interface Props {
  readonly bundles: readonly Bundle[];
  readonly showing: Showing;
  readonly open: string | null;
  readonly chosen: ReadonlySet<string>;
  readonly onOpen: (id: string) => void;
  readonly onChoose: (id: string, on: boolean) => void;
  readonly onChooseAll: (on: boolean) => void;
}

const HEADS: readonly Sort[] = ["title", "status", "owner", "department", "due"];

export function Rows(props: Props) {
  const { bundles, showing, open, chosen, onOpen, onChoose, onChooseAll } = props;
  const words = useWords();
  const { map } = useValue(useDesk().session.me).rights;
  const items = bundles.flatMap((bundle) => bundle.items);
  const all = items.every(({ action }) => chosen.has(action.id));
  const sort = (by: Sort) => {
    if (showing.sort !== by) show({ sort: by, reverse: false });
    else if (showing.reverse) show({ sort: "rank", reverse: false });
    else show({ reverse: true });
  };
  return (
    <div className="action-rows">
      <div aria-label={words.actions.sort} className="action-heads" role="group">
        {map ? (
          <label className="tick">
            <input
              aria-label={words.actions.chooseAll}
              checked={all}
              onChange={(event) => onChooseAll(event.target.checked)}
              type="checkbox"
            />
          </label>
        ) : null}
        {HEADS.map((by) => (
          <button
            aria-pressed={showing.sort === by}
            data-reverse={showing.sort === by && showing.reverse}
            key={by}
            onClick={() => sort(by)}
            type="button"
          >
            {words.actions.sortBy[by]}
            {showing.sort === by ? (
              <span aria-hidden="true">{showing.reverse ? " ↑" : " ↓"}</span>
            ) : null}
          </button>
        ))}
      </div>
      {bundles.map(({ key, title, items }) => (
        <section key={key}>
          {title === "" ? null : (
            <h2>
              {title} <span className="quiet">{items.length}</span>
            </h2>
          )}
          <ul>
            {items.map((standing) => (
              <Row
                chosen={chosen.has(standing.action.id)}
                key={standing.action.id}
                onChoose={onChoose}
                onOpen={onOpen}
                open={open === standing.action.id}
                standing={standing}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
