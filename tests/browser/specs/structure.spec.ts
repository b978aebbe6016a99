/** The shape of the map: inserting, moving and folding phases and lanes, by hand and by keyboard. */
import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../support/test.ts";

const titles = (page: Page): Locator => page.locator(".phase .phase-title");
const lanes = (page: Page): Locator => page.locator(".lane-head .lane-title");

async function carry(page: Page, from: Locator, to: Locator, part: number): Promise<void> {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (a === null || b === null) throw new Error("the heads are not shown");
  await page.mouse.move(a.x + 40, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(a.x + 50, a.y + a.height / 2 + 6, { steps: 3 });
  await page.mouse.move(b.x + b.width * part, b.y + b.height * part, { steps: 6 });
  await page.mouse.up();
}

test("whole phases and lanes are carried with all in them, inserted between others, and folded", async ({
  server,
  join,
}) => {
  const board = await server.board("Structuur");
  const { page } = await join(server, board, "Ella", "editor");
  const bert = await join(server, board, "Bert");

  await carry(page, page.locator("#phase\\:aanslag"), page.locator("#phase\\:orienteren"), 0.8);
  await expect(titles(bert.page).first()).toHaveText("Oriënteren");
  await expect(page.locator("#phase\\:aanslag")).toBeFocused();
  await page.keyboard.press("Control+ArrowLeft");
  await expect(titles(bert.page).first()).toHaveText("Aanslag");

  await carry(page, page.locator("#lane\\:steps"), page.locator("#lane\\:touchpoints"), 0.8);
  await expect(lanes(bert.page).first()).toHaveText("Contact met de gemeente");
  await page.keyboard.press("Control+z");
  await expect(lanes(bert.page).first()).toHaveText("Wat doet de inwoner?");

  await page.locator("#phase\\:orienteren").hover();
  await page.getByRole("button", { name: "Fase maken voor “Oriënteren”" }).click();
  await page.keyboard.type("Erover horen");
  await page.keyboard.press("Enter");
  await expect(titles(bert.page).nth(1)).toHaveText("Erover horen");

  await page.locator("#lane\\:pains").focus();
  await page.keyboard.press("v");
  await page.locator("#phase\\:wachten").focus();
  await page.keyboard.press("v");
  await expect(page.locator("#phase\\:wachten")).toHaveClass(/narrow/);
  await expect(page.locator(".lane.closed .tally").first()).toHaveText("1");
  await expect(bert.page.locator(".lane.closed")).toHaveCount(0);
  await expectAccessible(page);
  await page.locator(".lane.closed .tally").first().focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".lane.closed")).toHaveCount(0);
  await expect(page.locator('.cell[data-lane="pains"][data-phase="aanslag"]')).toBeFocused();

  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Alles hierin verplaatsen…" }).click();
  await page.getByLabel("Fase", { exact: true }).selectOption("Besluit");
  await page.getByRole("button", { name: "Verplaatsen" }).click();
  await expect(bert.cell({ lane: "pains", phase: "aanslag" }).locator(".sticky")).toHaveCount(0);
  await expect(
    bert.cell({ lane: "pains", phase: "besluit" }).getByText("Kwijtschelding staat pas op de achterkant"),
  ).toBeVisible();
});
