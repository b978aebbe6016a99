/** The panel for what is selected: a sticky's colour, evidence, channel, personas and tags. */
import { expect, expectAccessible, test } from "../support/test.ts";

const CELL = { lane: "pains", phase: "wachten" };

test("what a sticky carries is set in the panel, seen on the sticky by all, and follows the selection", async ({
  server,
  join,
}) => {
  const board = await server.board("Details");
  const anna = await join(server, board, "Anna", "editor");
  const bert = await join(server, board, "Bert");
  await anna.add(CELL, "Niemand belt terug");
  await anna.page.keyboard.press("i");
  const panel = anna.page.getByRole("complementary", { name: "Details" });
  await expect(panel.getByRole("heading", { name: "Niemand belt terug" })).toBeFocused();

  await panel.getByRole("radio", { name: "Eén keer gehoord" }).click();
  await panel.getByLabel("Kanaal").selectOption("Telefoon");
  await panel.getByRole("button", { name: "Klaas Koops" }).click();
  await panel.getByLabel("Nieuw label").fill("Terugbellen");
  await panel.getByLabel("Nieuw label").press("Enter");
  await panel.getByRole("radio", { name: "Gaat goed" }).click();
  const seen = bert.sticky("Niemand belt terug");
  await expect(seen).toHaveAttribute("data-color", "green");
  await expect(seen.getByRole("listitem")).toHaveText([
    "Telefoon",
    "Eén keer gehoord",
    "Klaas Koops",
    "Terugbellen",
  ]);
  await expectAccessible(anna.page);

  await panel.getByRole("button", { name: "Labels beheren" }).click();
  const name = anna.page.getByLabel("Naam van label “Terugbellen”");
  await name.fill("Bellen");
  await name.press("Enter");
  await anna.page.getByLabel("Kleur van label “Bellen”").selectOption("Groen");
  await expect(seen.getByRole("listitem").last()).toHaveText("Bellen");
  await expectAccessible(anna.page);
  await anna.page.getByRole("dialog").getByRole("button", { name: "Sluiten" }).click();

  await anna.sticky("Een herinnering komt").click();
  await expect(panel.getByRole("heading", { name: /^Een herinnering komt/ })).toBeVisible();
  await expect(anna.sticky("Een herinnering komt")).toBeFocused();
  await anna.page.keyboard.press("i");
  await anna.page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(anna.sticky("Een herinnering komt")).toBeFocused();
});

test("who may only look reads the panel; what is thrown away meanwhile is said", async ({
  server,
  join,
}) => {
  const board = await server.board("Details lezen");
  const vera = await join(server, board, "Vera", "viewer");
  const bert = await join(server, board, "Bert");
  await vera.sticky("Een herinnering komt").click({ button: "right" });
  await vera.page.getByRole("menuitem", { name: "Details bekijken" }).click();
  const panel = vera.page.getByRole("complementary", { name: "Details" });
  await expect(panel.getByText("Uit cijfers")).toBeVisible();
  await expect(panel.getByRole("radio")).toHaveCount(0);
  await vera.page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(vera.page);

  await bert.sticky("Een herinnering komt").click();
  await bert.page.keyboard.press("Delete");
  await expect(panel.getByText("Dit is weggegooid.")).toBeVisible();
  await bert.page.getByRole("button", { name: "Terugzetten" }).click();
  await expect(panel.getByText("Uit cijfers")).toBeVisible();
});

test("a dependency is laid by hand and by keyboard, seen as a chip, followed, and taken away", async ({
  server,
  join,
}) => {
  const board = await server.board("Verbanden");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  const { page } = anna;
  await anna.sticky("Een herinnering komt").click();
  await page.keyboard.press("k");
  await expect(page.getByText(/^Waar hangt “Een herinnering komt/).first()).toBeVisible();
  await expectAccessible(page);
  await anna.sticky("Tien dagen is kort").click();
  await expect(anna.sticky("Een herinnering komt")).toBeFocused();
  const chip = bert.sticky("Een herinnering komt").getByRole("button", { name: /^hangt af van/ });
  await expect(chip).toHaveText("hangt af van 1");
  await expect(bert.sticky("Tien dagen is kort")).toContainText("nodig voor 1");

  // The other way by keyboard: to the sticky below the one that has the focus, or not at all.
  await page.keyboard.press("k");
  await page.keyboard.press("Escape");
  await expect(chip).toHaveText("hangt af van 1");
  await page.keyboard.press("k");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(chip).toHaveText("hangt af van 2");
  await page.keyboard.press("Control+z");
  await expect(chip).toHaveText("hangt af van 1");

  await chip.click();
  await expect(bert.sticky("Tien dagen is kort")).toBeFocused();
  await bert.page.keyboard.press("g");
  await expect(bert.sticky("Een herinnering komt")).toBeFocused();
  await bert.page.keyboard.press("i");
  await bert.page.getByRole("button", { name: /^Verband met “Tien dagen is kort/ }).click();
  await expect(anna.sticky("Een herinnering komt")).not.toContainText("hangt af van");
});
