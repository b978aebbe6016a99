/** Searching and filtering: what fits is counted and walked through, what does not steps back. */
import { expect, expectAccessible, test } from "../support/test.ts";

test("words are found and counted, filters add up, and one step shows everything again", async ({
  server,
  join,
}) => {
  const board = await server.board("Zoeken");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  const all = await page.locator("#map .sticky").count();
  const out = page.locator("#map .sticky[data-out]");
  await page.keyboard.press("Control+f");
  const field = page.getByRole("searchbox", { name: "Zoek op de kaart" });
  await expect(field).toBeFocused();
  await field.fill("FORMULIER");
  const status = page.getByRole("search").getByRole("status");
  await expect(status).toContainText(new RegExp(`^\\d+ van ${all} kaartjes`));
  const fitting = Number(/^\d+/.exec((await status.textContent()) ?? "")?.[0]);
  expect(fitting).toBeGreaterThan(1);
  await expect(out).toHaveCount(all - fitting);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(status).toContainText("je bent bij 2");
  await expect(page.locator("#map .sticky[data-current]")).toBeInViewport();
  await page.keyboard.press("Shift+Enter");
  await expect(status).toContainText("je bent bij 1");
  await expectAccessible(page);

  await page.getByRole("search").getByRole("button", { name: "Filteren" }).click();
  await page.getByRole("group", { name: "Kleur" }).getByRole("button", { name: "Knelpunt" }).click();
  await page.getByLabel("Verberg wat niet past").check();
  const shown = page.locator("#map .sticky:visible");
  await expect(shown.first()).toHaveAttribute("data-color", "red");
  const pains = await shown.count();
  expect(pains).toBeLessThan(fitting);
  await field.fill("");
  await expect.poll(() => shown.count()).toBeGreaterThan(pains);
  await field.fill("kwispelstaart");
  await expect(status).toHaveText("Niets gevonden. Probeer een ander woord of kies minder filters.");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("search")).toHaveCount(0);
  await expect(out).toHaveCount(0);
  await expect(page.locator("#map .sticky[data-current]")).toHaveCount(0);
});

test("among the actions there is nothing of the map to find, and it is sought again on the map", async ({
  server,
  join,
}) => {
  const board = await server.board("Zoeken bij acties");
  const { page } = await join(server, board, "Anna");
  const search = page.getByRole("search");
  await page.keyboard.press("Control+f");
  await page.getByRole("searchbox", { name: "Zoek op de kaart" }).fill("brief");
  await page.getByRole("link", { name: "Acties" }).click();
  await expect(page.getByRole("heading", { name: "Acties", exact: true })).toBeVisible();
  await expect(search).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Zoeken en filteren" })).toHaveCount(0);
  // The browser's own search is left to the browser.
  const taken = await page.evaluate(() => {
    const event = new KeyboardEvent("keydown", { key: "f", ctrlKey: true, bubbles: true, cancelable: true });
    return !document.body.dispatchEvent(event);
  });
  expect(taken).toBe(false);
  await expect(search).toHaveCount(0);
  await page.getByRole("link", { name: "Kaart" }).click();
  await expect(page.getByRole("searchbox", { name: "Zoek op de kaart" })).toHaveValue("brief");
});
