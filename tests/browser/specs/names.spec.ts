/**
 * Names have their room: of the board in the line above it at every width, of a lane beside it however far
 * somebody scrolled, and never under a button.
 */
import type { Locator } from "@playwright/test";
import { Person } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const BOARD = "Kwijtschelding gemeentelijke belastingen";

/** On how many lines the first word of a name stands, and whether all of the name is shown. */
async function readable(name: Locator): Promise<{ lines: number; whole: boolean }> {
  return name.evaluate((element) => {
    const text = element.firstChild;
    if (text === null) throw new Error("there is no name");
    const word = document.createRange();
    word.setStart(text, 0);
    word.setEnd(text, (text.textContent ?? "").indexOf(" "));
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
    const whole = scrollHeight <= clientHeight + 1 && scrollWidth <= clientWidth;
    return { lines: word.getClientRects().length, whole };
  });
}

test("the name of the board can be read at every width, and the way back and all tools are there", async ({
  server,
  join,
}) => {
  const board = await server.board(BOARD);
  const olga = await join(server, board, "Olga", "owner");
  await join(server, board, "Anna");
  const { page } = olga;
  const bar = page.getByRole("banner");
  const name = bar.getByRole("heading", { name: BOARD });
  for (const [width, whole] of [
    [1440, true],
    [1024, true],
    [768, true],
    [390, false],
    [320, false],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    const seen = await readable(name);
    expect(seen.lines, `lines of the first word at ${width}`).toBe(1);
    if (whole) expect(seen.whole, `the whole name at ${width}`).toBe(true);
    await expect(bar.getByRole("link", { name: "Klantreizen" })).toBeVisible();
    for (const tool of [/Reacties/, "Meer", "Delen", /mensen hier/]) {
      await expect(bar.getByRole("button", { name: tool })).toBeInViewport({ ratio: 1 });
    }
  }
  await bar.getByRole("link", { name: "Klantreizen" }).click();
  await expect(page.getByRole("heading", { name: "Klantreizen" })).toBeVisible();
});

test("the name of a lane stays in sight while its lane is, clear of the line beside it", async ({
  server,
  join,
}) => {
  const board = await server.board("Hoge rijen");
  const { page } = await join(server, board, "Anna");
  await page.setViewportSize({ width: 1440, height: 500 });
  const head = page.getByRole("rowheader", { name: /Wat doet de inwoner/ });
  const name = head.getByText("Wat doet de inwoner?");
  const ends = async () => {
    const [of, around] = [await name.boundingBox(), await head.boundingBox()];
    return around === null || of === null ? 0 : around.x + around.width - (of.x + of.width);
  };
  expect(await ends()).toBeGreaterThanOrEqual(12);
  await page.locator("#map").evaluate((map) => map.scrollTo(0, 180));
  await expect(name).toBeInViewport({ ratio: 1 });
  const below = async () => {
    const [of, heads] = [await name.boundingBox(), await page.locator("#map .head").boundingBox()];
    return of === null || heads === null ? -1 : of.y - (heads.y + heads.height);
  };
  await expect.poll(below).toBeGreaterThanOrEqual(0);
});

test("by touch, the buttons of a lane stand right below its name", async ({ server, browser }) => {
  const board = await server.board("Knoppen bij de naam");
  const link = await server.link(board, "editor");
  const els = await (await Person.join(browser, link, "Els", { hasTouch: true })).onBoard();
  const { page } = els;
  for (const [width, height] of [
    [1024, 768],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    const head = page.getByRole("rowheader", { name: /Wat doet de inwoner/ });
    const name = await head.getByText("Wat doet de inwoner?").boundingBox();
    for (const button of [/inklappen$/, /^Acties voor/]) {
      const box = await head.getByRole("button", { name: button }).boundingBox();
      if (name === null || box === null) throw new Error("it is not shown");
      const below = box.y - (name.y + name.height);
      expect(below, `below the name at ${width}`).toBeGreaterThanOrEqual(0);
      expect(below, `below the name at ${width}`).toBeLessThan(16);
    }
  }
  await els.leave();
});
