/** Impact against effort as a small picture of nine places to choose from; the chosen one again is none. */
import { DEGREES, type Degree } from "../../generated/schema.ts";
import { useWords } from "../../i18n/late/going.ts";
import type { Action } from "../../model/actions.ts";
import { useDesk } from "../map/desk-context.ts";
import { knownDegree } from "./names.ts";

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** From the top: much effect first. */
const IMPACTS = DEGREES.toReversed();

export function WeightPicker({ action }: { readonly action: Action }) {
  const { edits } = useDesk().session;
  const words = useWords();
  const { field, degree } = words.actions;
  const [impact, effort] = [knownDegree(action.impact), knownDegree(action.effort)];
  const choose = (high: Degree, wide: Degree) => {
    const again = high === impact && wide === effort;
    edits.changeActions(
      [action.id],
      again ? { impact: null, effort: null } : { impact: high, effort: wide },
    );
  };
  const walk = (event: React.KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    const place = event.target instanceof HTMLElement ? event.target.dataset["place"] : undefined;
    if (step === undefined || place === undefined) return;
    event.preventDefault();
    const row = Math.min(2, Math.max(0, Math.floor(Number(place) / 3) + step[0]));
    const column = Math.min(2, Math.max(0, (Number(place) % 3) + step[1]));
    event.currentTarget.querySelector<HTMLElement>(`[data-place="${row * 3 + column}"]`)?.focus();
  };
  const chosen = impact !== null && effort !== null;
  return (
    <div className="field">
      <p>
        <span className="label">{field.weight}</span>{" "}
        <span className="quiet">
          {chosen ? field.weightOf(degree[impact], degree[effort]) : field.noWeight}
        </span>
      </p>
      <div className="weight">
        <span aria-hidden="true" className="axis up">
          {field.impact} →
        </span>
        <div aria-label={field.weight} onKeyDown={walk} role="radiogroup" tabIndex={-1}>
          {IMPACTS.flatMap((high, row) =>
            DEGREES.map((wide, column) => {
              const place = row * 3 + column;
              const now = high === impact && wide === effort;
              return (
                <button
                  aria-checked={now}
                  aria-label={field.weightOf(degree[high], degree[wide])}
                  className="place"
                  data-place={place}
                  key={place}
                  onClick={() => choose(high, wide)}
                  role="radio"
                  style={{ "--rb-worth": 2 - row + (2 - column) } as React.CSSProperties}
                  tabIndex={now || (!chosen && place === 0) ? 0 : -1}
                  type="button"
                />
              );
            }),
          )}
        </div>
        <span aria-hidden="true" className="axis">
          {field.effort} →
        </span>
      </div>
    </div>
  );
}
