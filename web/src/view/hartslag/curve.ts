/**
 * A smooth line through given points that never swings beyond them: a cubic per stretch with slopes
 * after Fritsch and Carlson, as map makers and statisticians draw it. Pure numbers, no page.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** From one point to the next, by way of two control points. */
export interface Stretch {
  readonly from: Point;
  readonly out: Point;
  readonly into: Point;
  readonly to: Point;
}

/** The slope at each point: flat at a turn, else no steeper than keeps the line between its ends. */
function slopes(points: readonly Point[]): number[] {
  const steps = points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return { run: to.x - from.x, rise: (to.y - from.y) / (to.x - from.x) };
  });
  const inner = steps.slice(1).map((after, index) => {
    const before = steps[index] ?? after;
    if (before.rise * after.rise <= 0) return 0;
    const mean = (before.rise * after.run + after.rise * before.run) / (before.run + after.run);
    const most = 2 * Math.min(Math.abs(before.rise), Math.abs(after.rise));
    return Math.sign(mean) * Math.min(Math.abs(mean), most);
  });
  const end = (step: { readonly rise: number } | undefined, next: number | undefined) =>
    step === undefined ? 0 : next === undefined ? step.rise : (3 * step.rise - next) / 2;
  return [end(steps[0], inner[0]), ...inner, end(steps.at(-1), inner.at(-1))];
}

/** The stretches through points from left to right. */
export function curve(points: readonly Point[]): readonly Stretch[] {
  const slope = slopes(points);
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const third = (to.x - from.x) / 3;
    return {
      from,
      out: { x: from.x + third, y: from.y + third * (slope[index] ?? 0) },
      into: { x: to.x - third, y: to.y - third * (slope[index + 1] ?? 0) },
      to,
    };
  });
}

const pair = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
const round = (value: number): number => Math.round(value * 100) / 100;

/** The stretches as the path of an SVG. */
export function drawn(stretches: readonly Stretch[]): string {
  const [first] = stretches;
  if (first === undefined) return "";
  return `M${pair(first.from)}${onwards(stretches)}`;
}

function onwards(stretches: readonly Stretch[]): string {
  return stretches.map(({ out, into, to }) => `C${pair(out)} ${pair(into)} ${pair(to)}`).join("");
}

/** What lies between two lines over the same stretches, as one closed path each. */
export function between(upper: readonly Stretch[], lower: readonly Stretch[]): string {
  const back = lower.toReversed().map(({ from, out, into, to }) => ({
    from: to,
    out: into,
    into: out,
    to: from,
  }));
  const [first] = upper;
  const [turn] = back;
  if (first === undefined || turn === undefined) return "";
  return `M${pair(first.from)}${onwards(upper)}L${pair(turn.from)}${onwards(back)}Z`;
}
