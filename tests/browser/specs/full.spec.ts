/**
 * A board of 800 stickies, as a team has after a few workshops: somebody who comes in for the first time
 * finds, filters, adds, moves and takes back, on a laptop and on a phone, and nothing jumps.
 */
import { fill } from "../support/crowd.ts";
import { Person } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const COUNT = 800;
/** Is folded away in its cell, below more than ten others. */
const WANTED = "Krijgt hulp van de buurvrouw (615)";

for (const { name, viewport } of [
  { name: "a laptop", viewport: { width: 1440, height: 900 } },
  { name: "a phone", viewport: { width: 390, height: 844 } },
]) {
  test(`among 800 stickies on ${name}: find, filter, add, move and take back`, async ({
    server,
    browser,
  }) => {
    const board = await server.board("Een vol bord");
    await fill(server, board, COUNT);
    const anna = await Person.join(browser, await server.link(board, "participant"), "Anna", {
      viewport,
    });
    const { page } = await anna.onBoard();
    const wanted = anna.sticky(WANTED);
    const found = page.getByRole("search").getByRole("status");

    // Found by its words, in sight, and the map stays there when the search is put away.
    await page.getByRole("button", { name: "Zoeken en filteren", exact: true }).click();
    await page.getByRole("searchbox").fill("buurvrouw (615)");
    await expect(found).toContainText(/^1 van \d+ kaartjes/);
    await page.keyboard.press("Enter");
    await expect(wanted).toBeInViewport({ ratio: 1 });
    await page.getByRole("searchbox").fill("lastig");
    await expect(found).toContainText(/^13\d van/);
    await page.getByRole("search").getByRole("button", { name: "Filteren" }).click();
    await page.getByRole("group", { name: "Kleur" }).getByRole("button", { name: "Knelpunt" }).click();
    await expect(found).toContainText(/^\d\d van/);
    await page.getByRole("group", { name: "Kleur" }).getByRole("button", { name: "Knelpunt" }).click();
    await expect(found).toContainText(/^13\d van/);
    await page.getByRole("searchbox").fill("buurvrouw (615)");
    await page.keyboard.press("Enter");
    await expect(wanted).toBeInViewport({ ratio: 1 });
    const place = async () => wanted.boundingBox();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("search")).toHaveCount(0);
    await expect(wanted).toBeFocused();

    // Added below it; what was there holds its place.
    const before = await place();
    await page.keyboard.press("n");
    await page.keyboard.type("Nieuw onder het gevondene");
    await page.keyboard.press("Escape");
    const added = anna.sticky("Nieuw onder het gevondene");
    await expect(added).toBeFocused();
    await expect(added).toBeInViewport({ ratio: 1 });
    await anna.saved();
    expect(await place()).toEqual(before);

    // Moved one phase on, and back as one step, to where it was.
    const cell = anna.page.locator(".cell", { has: added });
    const [from] = [await cell.getAttribute("data-phase")];
    await page.keyboard.press("Control+ArrowRight");
    await expect(cell).not.toHaveAttribute("data-phase", from ?? "");
    await expect(added).toBeFocused();
    await expect(added).toBeInViewport();
    await page.keyboard.press("Control+z");
    await expect(cell).toHaveAttribute("data-phase", from ?? "");
    await page.keyboard.press("Control+z");
    await expect(added).toHaveCount(0);
    await expect(page.locator(".map .sticky")).not.toHaveCount(0);
    await anna.leave();
  });
}
