/** The journeys of a board: one by one, now and later side by side, and how each phase differs. */
import { expect, expectAccessible, test } from "../support/test.ts";

const half = (layer: string, phase: string) =>
  `.cell[data-layer="${layer}"][data-lane="gains"][data-phase="${phase}"]`;

test("now and later side by side: write in both halves, drag across, and say how a phase differs", async ({
  server,
  join,
}) => {
  const board = await server.board("Naast elkaar");
  const anna = await join(server, board, "Anna", "editor");
  const bert = await join(server, board, "Bert");
  const { page } = anna;
  await page.getByRole("radio", { name: "Naast elkaar" }).click();
  await page.locator(half("desired", "besluit")).focus();
  await page.keyboard.type("Een gesprek vooraf");
  await page.keyboard.press("Escape");
  await expect(page.locator(half("desired", "besluit"))).toContainText("Een gesprek vooraf");
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator(half("current", "besluit")).locator(".sticky").first()).toBeFocused();

  const carried = anna.sticky("Het besluit komt bijna altijd op tijd");
  const from = await carried.boundingBox();
  const to = await page.locator(half("desired", "besluit")).boundingBox();
  if (from === null || to === null) throw new Error("the halves are not shown");
  await page.mouse.move(from.x + 30, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height - 10, { steps: 6 });
  await page.mouse.up();
  await expect(page.locator(half("desired", "besluit"))).toContainText("bijna altijd op tijd");
  await expect(bert.sticky("bijna altijd op tijd")).toHaveCount(0);
  await bert.page.getByRole("radio", { name: "Gewenst" }).click();
  await expect(bert.sticky("bijna altijd op tijd")).toBeVisible();

  await page.locator("#phase\\:wachten").focus();
  await page.keyboard.press("i");
  const panel = page.getByRole("complementary", { name: "Details" });
  await panel.getByRole("radio", { name: "vervalt" }).click();
  await expect(bert.page.locator("#phase\\:wachten")).toContainText("vervalt");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect(bert.page.locator("#phase\\:wachten")).toContainText("anders");

  // What is looked for is looked for in both halves.
  await page.keyboard.press("Control+f");
  await page.getByRole("searchbox").fill("gesprek vooraf");
  await expect(page.getByRole("search").getByRole("status")).toContainText(/^1 van/);
  await page.getByRole("searchbox").fill("altijd op tijd");
  await expect(page.getByRole("search").getByRole("status")).toContainText(/^1 van/);
});
