/**
 * Asks axe about a page, in the page itself: it is put there once, and looks at a part of it as often as a
 * test wants. A page of ours has no frames, which axe would have to be put into as well.
 */
import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** An experiment of axe that wants a cell to be called by all the text on the stickies in it. */
const NOT_ASKED = { "label-content-name-mismatch": { enabled: false } };

async function expectNothing(page: Page, part: string, how: string, ask: axe.RunOptions): Promise<void> {
  expect(page.frames(), "frames of the page").toHaveLength(1);
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    ([where, options]): Promise<axe.AxeResults> => {
      const inPage = globalThis as unknown as { axe: typeof axe };
      return inPage.axe.run(where, options);
    },
    [part, { ...ask, resultTypes: ["violations"] }] as [string, axe.RunOptions],
  );
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.slice(0, 3).map((node) => node.html),
  }));
  expect(found, how).toEqual([]);
}

/** Fails when axe finds colours that are hard to tell apart: all that a theme can do wrong. */
export function expectContrast(page: Page, how: string, part = "html"): Promise<void> {
  return expectNothing(page, part, how, { runOnly: ["color-contrast"] });
}

/** Fails when something to press is small or too close to others. */
export function expectTargets(page: Page): Promise<void> {
  return expectNothing(page, "html", "what is hard to press", { runOnly: ["target-size"] });
}

/** Fails when axe finds anything on the page as it is now, or in a part of it. */
export function expectAccessible(page: Page, part = "html"): Promise<void> {
  return expectNothing(page, part, "what axe finds", { runOnly: TAGS, rules: NOT_ASKED });
}
