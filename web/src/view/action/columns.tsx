/** The actions as columns by status: a card is dragged, walked with Shift and the arrows, or opened. */
import { STATUSES } from "../../generated/schema.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { Standing } from "../../model/standing.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { Card } from "./card.tsx";
import { useCardDrag } from "./use-card-drag.ts";

interface Props {
  readonly shown: readonly Standing[];
  readonly open: string | null;
  readonly onOpen: (id: string) => void;
}

export function Columns({ shown, open, onOpen }: Props) {
  const { me } = useDesk().session;
  const words = useWords();
  const { map } = useValue(me).rights;
  const strange = shown.map(({ action }) => action.status).filter((one) => !isKnown(one));
  const columns: readonly string[] = [...STATUSES, ...new Set(strange)];
  const drag = useCardDrag(map);
  return (
    <div className="action-columns" onPointerDown={drag} role="presentation">
      {columns.map((status) => {
        const here = shown.filter(({ action }) => action.status === status);
        const name = isKnown(status) ? words.actions.status[status] : status;
        return (
          <section aria-label={name} className="action-column" data-column={status} key={status}>
            <h2>
              {name} <span className="quiet">{here.length}</span>
            </h2>
            <ul>
              {here.map((standing, at) => (
                <Card
                  after={here[at + 1]?.action.id ?? null}
                  before={here[at - 1]?.action.id ?? null}
                  beyond={here[at + 2]?.action.id ?? null}
                  key={standing.action.id}
                  movable={map}
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
  );
}

function isKnown(status: string): status is (typeof STATUSES)[number] {
  return STATUSES.some((one) => one === status);
}
