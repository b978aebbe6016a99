/** What a sticky hangs together with: to follow, to add and to remove. */
import { goTo, startLinking } from "../../actions/linking.ts";
import { stickyBrief } from "../../actions/places.ts";
import { words as wordsNow } from "../../i18n/language.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Icon } from "../kit/icon.tsx";
import { useValue } from "../kit/use-value.ts";
import { useDesk } from "../map/desk-context.ts";
import { useBound } from "../map/use-bound.ts";
import type { SectionProps } from "./section.ts";

export function BondsSection({ target }: SectionProps) {
  const desk = useDesk();
  const words = useWords();
  const { map } = useValue(desk.session.me).rights;
  const bound = useBound("id" in target ? target.id : "");
  const start = (kind: "depends_on" | "leads_to") =>
    startLinking({ desk, words: wordsNow(), target, at: { x: 0, y: 0 } }, kind);
  return (
    <section className="side-part">
      <h3>{words.dependencies.title}</h3>
      {bound.length === 0 ? <p className="quiet">{words.dependencies.none}</p> : null}
      <ul className="bonds">
        {bound.map(({ link, bond, id }) => {
          const what = stickyBrief(desk, id, words);
          return (
            <li key={`${link} ${bond}`}>
              <span className="quiet">{words.dependencies.bonds[bond]}</span>
              <button
                aria-label={words.dependencies.goTo(what)}
                className="bond-end"
                onClick={() => goTo(desk, id)}
                type="button"
              >
                {what}
              </button>
              {map ? (
                <button
                  aria-label={words.dependencies.remove(what)}
                  className="icon-button"
                  onClick={() => desk.session.edits.throwAwayLink(link)}
                  type="button"
                >
                  <Icon name="close" />
                </button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {map ? (
        <div className="row">
          <button className="button" onClick={() => start("depends_on")} type="button">
            {words.dependencies.needs}
          </button>
          <button className="button" onClick={() => start("leads_to")} type="button">
            {words.dependencies.leads}
          </button>
        </div>
      ) : null}
    </section>
  );
}
