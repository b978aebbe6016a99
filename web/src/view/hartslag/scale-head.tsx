/** The names of the bands, at the side and always in sight. */
import { useWords } from "../../i18n/use-words.ts";
import { feeling } from "./scale.ts";

export function ScaleHead({ levels }: { readonly levels: readonly number[] }) {
  const words = useWords();
  return (
    <div className="scale roam" role="rowheader" tabIndex={-1}>
      <span className="unseen">{words.hartslag.scale}</span>
      {levels.map((level) => (
        <span aria-hidden="true" className={level === 0 ? "zero" : undefined} key={level}>
          {feeling(level, words)}
        </span>
      ))}
    </div>
  );
}
