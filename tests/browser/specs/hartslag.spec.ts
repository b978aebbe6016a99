/** The hartslag: two people draw it together, by hand and by keyboard, as lines and as a table. */
import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../support/test.ts";

const beat = (page: Page, phase: string): Locator => page.locator(`[data-beat="${phase}"]`);
const point = (page: Page, name: string): Locator => page.getByRole("slider", { name, exact: true });

/** Presses in a band of a column, 0 on top. */
async function tap(page: Page, phase: string, band: number): Promise<void> {
  const column = beat(page, phase);
  await column.scrollIntoViewIfNeeded();
  const box = await column.boundingBox();
  if (box === null) throw new Error("the column is not shown");
  await page.mouse.click(box.x + 12, box.y + (box.height * (band + 0.5)) / 5);
}

test("a feeling is set by a tap, the arrows and a drag, shown to others, and undone by name", async ({
  server,
  join,
}) => {
  const board = await server.board("Hartslag");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  const annas = point(anna.page, "Ria Pietersen, Wachten, huidig");
  const berts = point(bert.page, "Ria Pietersen, Wachten, huidig");

  await anna.page.getByRole("radio", { name: /^Ria Pietersen/ }).click();
  await tap(anna.page, "wachten", 0);
  await expect(annas).toHaveAttribute("aria-valuetext", "heel goed");
  await expect(annas).toBeFocused();
  await expect(berts).toHaveAttribute("aria-valuetext", "heel goed");

  await anna.page.keyboard.press("ArrowDown");
  await expect(berts).toHaveAttribute("aria-valuetext", "goed");
  await anna.page.keyboard.press("ArrowRight");
  await expect(point(anna.page, "Ria Pietersen, Besluit, huidig")).toBeFocused();
  await anna.page.keyboard.press("ArrowLeft");
  await anna.page.keyboard.press("Delete");
  await expect(annas).toHaveAttribute("aria-valuetext", "weet ik niet");
  await expect(berts).toHaveCount(0);
  await anna.page.keyboard.press("Control+z");
  await expect(anna.page.getByText("Hartslag van Ria Pietersen, Wachten veranderd").first()).toBeVisible();
  await expect(berts).toHaveAttribute("aria-valuetext", "goed");

  const box = await annas.boundingBox();
  const column = await beat(anna.page, "wachten").boundingBox();
  if (box === null || column === null) throw new Error("the point is not shown");
  await anna.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await anna.page.mouse.down();
  await anna.page.mouse.move(box.x + box.width / 2, column.y + column.height - 8, { steps: 5 });
  await expect(annas).toHaveAttribute("aria-valuetext", "heel slecht");
  await expect(berts).toHaveAttribute("aria-valuetext", "goed");
  await anna.page.mouse.up();
  await expect(berts).toHaveAttribute("aria-valuetext", "heel slecht");
});

test("by keyboard alone: into the line, the table, a new persona and its card", async ({
  server,
  join,
}) => {
  const board = await server.board("Toetsen");
  const { page } = await join(server, board, "Ella", "editor");
  await beat(page, "aanslag").focus();
  await page.keyboard.press("Enter");
  const klaas = point(page, "Klaas Koops, Aanslag, huidig");
  await expect(klaas).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(beat(page, "aanslag")).toBeFocused();
  // Up to the cards: the row above the lines.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: /^Ria Pietersen/ })).toBeFocused();

  await page.getByRole("button", { name: "Persona toevoegen" }).press("Enter");
  const panel = page.getByRole("complementary", { name: "Details" });
  await expect(panel.getByRole("heading", { name: "Nieuwe persona" })).toBeFocused();
  await panel.getByLabel("Naam").fill("Yusuf Demir");
  await panel.getByLabel("Naam").press("Enter");
  await panel.getByLabel("Motto").fill("Ik wil zelf bepalen.");
  await panel.getByLabel("Motto").press("Enter");
  await panel.getByLabel("Wie is dit?").fill("Yusuf zoekt zijn eerste huis.");
  await expectAccessible(page);
  await panel.getByLabel("Naam").press("Escape");
  const card = page.getByRole("radio", { name: /^Yusuf Demir.*Ik wil zelf bepalen/ });
  await expect(card).toBeFocused();
  await expect(card).toBeChecked();

  await page.getByRole("button", { name: "Als tabel" }).press("Enter");
  await page.getByLabel("Yusuf Demir, huidig, Besluit").selectOption("slecht");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  const set = point(page, "Yusuf Demir, Besluit, huidig");
  await expect(set).toHaveAttribute("aria-valuetext", "slecht");

  await card.focus();
  await page.keyboard.press("Control+ArrowLeft");
  await expect(card).toBeFocused();
  await expect(page.getByRole("radio", { name: /Koops|Pietersen|Demir/ })).toContainText([
    /Koops/,
    /Demir/,
    /Pietersen/,
  ]);
  await page.keyboard.press("Delete");
  await expect(set).toHaveCount(0);
  await page.getByRole("button", { name: "Terugzetten" }).click();
  await expect(set).toHaveAttribute("aria-valuetext", "slecht");
});

test("who may only look reads the lines and changes nothing", async ({ server, join }) => {
  const board = await server.board("Kijken");
  const { page } = await join(server, board, "Vera", "viewer");
  const klaas = point(page, "Klaas Koops, Besluit, huidig");
  await expect(klaas).toHaveAttribute("aria-readonly", "true");
  await tap(page, "besluit", 0);
  await klaas.focus();
  await page.keyboard.press("ArrowUp");
  await expect(klaas).toHaveAttribute("aria-valuetext", "heel slecht");
  await page.getByRole("button", { name: "Als tabel" }).click();
  await expect(page.getByRole("dialog").getByRole("combobox")).toHaveCount(0);
  await expectAccessible(page);
});
