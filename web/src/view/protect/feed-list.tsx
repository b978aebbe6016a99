/** The large operations of the board, newest first, each with the way back. */
import { memberName } from "../../actions/places.ts";
import { takeBackOperation } from "../../actions/protect.ts";
import { language } from "../../i18n/language.ts";
import { useWords } from "../../i18n/late/dialogs.ts";
import { since } from "../../i18n/moments.ts";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { happened } from "./happened.ts";

export function FeedList() {
  const desk = useDesk();
  const words = useWords();
  const speaks = useValue(language);
  const feed = useValue(desk.session.store.feed);
  const ago = (moment: number) => since(moment, desk.session.now(), speaks);
  if (feed.length === 0) return <p>{words.protect.feedEmpty}</p>;
  return (
    <ul className="list">
      {feed.map((operation) => {
        const what = happened(desk, words, operation);
        const back = operation.takenBack;
        return (
          <li key={operation.id}>
            <span className="grow">
              {what}
              <span className="quiet">, {ago(operation.on)}</span>
              {back === null ? null : (
                <span className="quiet block">
                  {words.protect.takenBack(memberName(desk, back[0], words), ago(back[1]))}
                </span>
              )}
            </span>
            {back === null ? (
              <button
                aria-label={words.protect.takeBackOf(what)}
                className="button"
                onClick={() => void takeBackOperation(desk, words, operation)}
                type="button"
              >
                {words.protect.takeBack}
              </button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
