/** Where there is nothing yet, the page says so in a sentence and offers one next step; also to who may only look. */
import { expect, test } from "../support/test.ts";

test("nobody else, an empty list and a search without a find each say what to do next", async ({
  server,
  join,
}) => {
  const board = await server.board("Niets", "leeg");
  const els = await join(server, board, "Els", "editor");
  const { page } = els;
  const map = page.getByRole("link", { name: "Kaart", exact: true });

  await page.locator(".people").click();
  await expect(page.getByText("Er is nu niemand anders.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Lijst", exact: true }).click();
  await expect(page.getByText("Dit bord heeft nog geen fasen.")).toBeVisible();
  await page.getByRole("button", { name: "Fase toevoegen" }).click();
  await page.keyboard.type("Krijgt een brief");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /Krijgt een brief/ })).toBeVisible();
  await expect(page.getByText("Dit bord heeft nog geen fasen.")).toHaveCount(0);

  await map.click();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("bestaat niet");
  await expect(page.getByText("Niets gevonden.")).toBeVisible();
  await page.getByRole("button", { name: "Zoeken stoppen en alles tonen" }).click();
  await expect(page.getByRole("search")).toHaveCount(0);
});

test("who may only look is told what happens next, and is offered nothing that is not theirs", async ({
  server,
  join,
}) => {
  const kees = await join(server, await server.board("Niets te zien", "leeg"), "Kees", "viewer");
  const { page } = kees;
  await expect(page.locator(".empty-phases")).toBeVisible();
  await page.getByRole("link", { name: "Acties", exact: true }).click();
  await expect(page.getByText("Zodra iemand een actie opschrijft, zie je die hier.")).toBeVisible();
  await page.getByRole("link", { name: "Lijst", exact: true }).click();
  await expect(page.locator("#list").getByText(/nog geen fasen/)).toBeVisible();
  await expect(page.locator("#list").getByText("Maak er een")).toHaveCount(0);
});
