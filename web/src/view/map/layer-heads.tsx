/** Side by side: above each half of a column, which journey it is. */
import { memo } from "react";
import type { Folded } from "../../actions/folding.ts";
import { layerTitle } from "../../actions/places.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Column } from "../../model/board.ts";
import { useDesk } from "./desk-context.ts";

interface Props {
  readonly columns: readonly Column[];
  readonly layers: readonly string[];
  readonly folded: Folded;
}

export const LayerHeads = memo(function LayerHeads({ columns, layers, folded }: Props) {
  const desk = useDesk();
  const words = useWords();
  return (
    <div className="line halves" role="row">
      <div className="corner" role="columnheader">
        <span className="unseen">{words.board.lane}</span>
      </div>
      {columns.flatMap(({ phase }) =>
        layers.map((layer) => (
          <div
            className="half"
            data-half={layer}
            key={`${phase} ${layer}`}
            role="columnheader"
            tabIndex={-1}
          >
            <span className={folded.has(`phases/${phase}`) ? "unseen" : undefined}>
              {layerTitle(desk, layer, words)}
            </span>
          </div>
        )),
      )}
    </div>
  );
});
