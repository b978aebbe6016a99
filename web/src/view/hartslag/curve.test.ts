/** The line goes through every point, never beyond them, and what is between two lines is closed. */
import { expect, test } from "vitest";
import { between, curve, drawn, type Stretch } from "./curve.ts";

function at({ from, out, into, to }: Stretch, t: number): { x: number; y: number } {
  const mix = (a: number, b: number, c: number, d: number) =>
    (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
  return { x: mix(from.x, out.x, into.x, to.x), y: mix(from.y, out.y, into.y, to.y) };
}

const POINTS = [180, 100, 180, 60, 140, 180, 180, 100, 20].map((y, nth) => ({
  x: nth * 60 + 30,
  y,
}));
const UNEVEN = [0, 10, 200, 215, 600].map((x, nth) => ({ x, y: [0, 1, 1, 4, 3][nth] ?? 0 }));

test.each([[POINTS], [UNEVEN]])(
  "between two points a line stays between their heights and goes forward",
  (points) => {
    const stretches = curve(points);
    expect(stretches.map(({ from }) => from)).toEqual(points.slice(0, -1));
    expect(stretches.at(-1)?.to).toEqual(points.at(-1));
    for (const stretch of stretches) {
      const { from, to } = stretch;
      let before = from.x;
      for (let t = 0; t <= 1; t += 0.05) {
        const { x, y } = at(stretch, t);
        expect(y).toBeGreaterThanOrEqual(Math.min(from.y, to.y) - 1e-9);
        expect(y).toBeLessThanOrEqual(Math.max(from.y, to.y) + 1e-9);
        expect(x).toBeGreaterThanOrEqual(before - 1e-9);
        before = x;
      }
    }
  },
);

test("a line that keeps rising has no corner where two stretches meet", () => {
  const [one, two] = curve([
    { x: 0, y: 0 },
    { x: 10, y: 3 },
    { x: 20, y: 10 },
  ]);
  if (one === undefined || two === undefined) throw new Error("two stretches");
  const before = (one.to.y - one.into.y) / (one.to.x - one.into.x);
  const after = (two.out.y - two.from.y) / (two.out.x - two.from.x);
  expect(before).toBeCloseTo(after);
  expect(before).toBeGreaterThan(0);
});

test("few points make no line, and the space between two lines is closed", () => {
  expect(curve([])).toEqual([]);
  expect(drawn(curve([{ x: 1, y: 1 }]))).toBe("");
  const one = curve([
    { x: 0, y: 0 },
    { x: 9, y: 0 },
  ]);
  const two = curve([
    { x: 0, y: 5 },
    { x: 9, y: 5 },
  ]);
  expect(drawn(one)).toBe("M0 0C3 0 6 0 9 0");
  expect(between(one, two)).toBe("M0 0C3 0 6 0 9 0L9 5C6 5 3 5 0 5Z");
});
