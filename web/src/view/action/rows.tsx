/** The list of actions, in bundles if asked for, with headings that sort. */
import { useWords } from "../../i18n/use-words.ts";
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
}

const HEADS: readonly Sort[] = ["title", "status", "owner", "department", "due"];

export function Rows({ bundles, showing, open, chosen, onOpen, onChoose }: Props) {
  const words = useWords();
  const sort = (by: Sort) => {
    if (showing.sort !== by) show({ sort: by, reverse: false });
    else if (showing.reverse) show({ sort: "rank", reverse: false });
    else show({ reverse: true });
  };
  return (
    <div className="action-rows">
      <div aria-label={words.actions.sort} className="action-heads" role="group">
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
