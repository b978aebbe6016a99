/** The top of the map of the demo board: how far the first lane stands from the heads above it. */
import type { Page } from "@playwright/test";
import type { Cell } from "./person.ts";

/** The cell that makes the first lane as tall as it is. */
export const TALLEST: Cell = { lane: "steps", phase: "orienteren" };

/** In whole pixels. */
export async function gapAtTop(page: Page): Promise<number> {
  return page.evaluate(() => {
    const head = document.querySelector(".head")?.getBoundingClientRect().bottom ?? 0;
    const lane = document.querySelector("#map .line:has(.lane-head)")?.getBoundingClientRect().top ?? 0;
    return Math.round(lane - head);
  });
}
