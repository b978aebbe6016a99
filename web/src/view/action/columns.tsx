/** The actions as columns by status: a card is dragged, walked with Shift and the arrows, or opened. */
import { STATUSES } from "../../generated/schema.ts";
import { useWords } from "../../i18n/late/going.ts";
import type { Standing } from "../../model/standing.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Card } from "./card.tsx";
import { statusWord } from "./names.ts";
import { StopDialog } from "./stop-dialog.tsx";
import { useCardDrag } from "./use-card-drag.ts";
import { useMoving } from "./use-moving.ts";

interface Props {
  readonly shown: readonly Standing[];
  readonly open: string | null;
  readonly onOpen: (id: string) => void;
}

export function Columns({ shown, open, onOpen }: Props) {
  const { me } = useDesk().session;
  const words = useWords();
  const { map } = useValue(me).rights;
  const { move, stopping, stop, cancel } = useMoving();
  const drag = useCardDrag(map, move);
  // A status of a newer page has a column too.
  const columns = new Set<string>([...STATUSES, ...shown.map(({ action }) => action.status)]);
  return (
    <>
      <div className="action-columns" onPointerDown={drag} role="presentation">
        {[...columns].map((status) => {
          const here = shown.filter(({ action }) => action.status === status);
          const name = statusWord(status, words);
          return (
            <section aria-label={name} className="action-column" data-column={status} key={status}>
              <h2>
                {name} <span className="quiet">{here.length}</span>
              </h2>
              <ul>
                {here.map((standing, at) => (
                  <Card
                    around={[here[at - 1], here[at + 1], here[at + 2]].map(
                      (one) => one?.action.id ?? null,
                    )}
                    key={standing.action.id}
                    movable={map}
                    onMove={move}
                    onOpen={onOpen}
                    open={open === standing.action.id}
                    standing={standing}
                  />
                ))}
              </ul>
              {here.length === 0 ? <p className="quiet">{words.actions.columnEmpty}</p> : null}
            </section>
          );
        })}
      </div>
      {stopping ? <StopDialog onClose={cancel} onStop={stop} /> : null}
    </>
  );
}
