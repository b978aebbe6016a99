/**
 * The main states as pictures, in light and in dark, and as they read aloud; they were looked at when
 * they were taken. `npx playwright test pictures -u` takes them anew: look at what changed.
 */
import { expect, type Page } from "@playwright/test";
import { Person } from "../support/person.ts";
import { test } from "../support/test.ts";

const MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december";

/** What differs from day to day and from person to person says the same in every picture. */
async function settle(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(async (months) => {
    await document.fonts.ready;
    const date = new RegExp(`(\\d{1,2} (?:${months})(?: \\d{4})?|vandaag|\\d\\d:\\d\\d)(?:,? (?:om )?\\d\\d:\\d\\d)?`, "g");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      if (node.parentElement?.closest("[role=timer]") !== null) continue;
      const said = (node.nodeValue ?? "").replace(/^(?:nu|.+ geleden)$/, "vandaag");
      node.nodeValue = said.replace(date, "1 mei 2030");
    }
  }, MONTHS);
}

/** A state as a picture of the whole page, and what `part` of it says to who cannot see it. */
async function picture(page: Page, name: string, part = "body"): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settle(page);
    await expect(page).toHaveScreenshot(`${name}-${colorScheme}.png`, {
      maxDiffPixelRatio: 0.01,
      animations: "disabled",
      caret: "hide",
      // Whose colour it is follows from an id, and a clock runs.
      mask: [page.locator(".avatar, [role=timer]")],
      maskColor: "#888888",
    });
  }
  // Where a link leads is taken out of what was written: a board has another id each time.
  await expect(page.locator(part).first()).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
}

test("the map and its layers look as they were judged", async ({ server, join }) => {
  const olga = await join(server, await server.board("Kwijtschelding"), "Olga", "owner");
  const { page } = olga;
  await picture(page, "map", "#map .lane");
  await page.getByRole("radio", { name: "Gewenst", exact: true }).click();
  await picture(page, "desired", "#map .lane");
  await page.getByRole("radio", { name: "Naast elkaar" }).click();
  await picture(page, "halves", "#map .lane");
  await page.getByRole("radio", { name: "Huidig", exact: true }).click();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await olga.choose("Groot scherm");
  await page.locator(".toast").getByRole("button", { name: "Sluiten" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-screen", "big");
  await picture(page, "big", "header");
});

test("the other views of a board look as they were judged", async ({ server, join }) => {
  const olga = await join(server, await server.board("Kwijtschelding"), "Olga", "owner");
  const { page } = olga;
  const go = (name: string) => page.getByRole("link", { name, exact: true }).click();
  await go("Lijst");
  await expect(page.locator("#list")).toBeVisible();
  await picture(page, "list", ".outline-phase");
  await go("Acties");
  await expect(page.locator(".action-row").first()).toBeVisible();
  await picture(page, "actions");
  await go("Stand-up");
  await page.getByRole("button", { name: "Begin de stand-up" }).click();
  await expect(page.locator("#step-title")).toBeFocused();
  await picture(page, "standup");
});

test("coming in and the list of boards look as they were judged", async ({ ownServer, browser }) => {
  for (const title of ["Kwijtschelding", "Paspoort aanvragen"]) await ownServer.board(title);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(await ownServer.instanceLink());
  await expect(page.getByLabel("Hoe heet je?")).toBeFocused();
  await picture(page, "join");
  await context.close();
  const olga = await Person.join(browser, await ownServer.instanceLink(), "Olga");
  await expect(olga.page.getByRole("link", { name: "Kwijtschelding" })).toBeVisible();
  await picture(olga.page, "boards");
  await olga.leave();
});
