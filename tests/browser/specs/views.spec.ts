/** The views of one board: each has an address, the map keeps its place, and a link leads to one sticky. */
import { expect, expectAccessible, test } from "../support/test.ts";

const CELL = { lane: "pains", phase: "niet-eens" };

test("kaart and lijst have addresses, and the map keeps its place meanwhile", async ({
  server,
  join,
}) => {
  const board = await server.board("Weergaven");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  const map = page.locator("#map");
  await anna.add(CELL, "Zij wil uitleg");
  await map.evaluate((element) => element.scrollTo(240, 180));
  await page.getByRole("link", { name: "Lijst" }).click();
  await expect(page).toHaveURL(/#list$/);
  await expect(page.getByRole("listitem").filter({ hasText: "Zij wil uitleg" })).toBeVisible();
  await expect(page.getByRole("grid")).toHaveCount(0);
  await expectAccessible(page);

  await page.goBack();
  await expect(page.getByRole("grid")).toBeVisible();
  expect(await map.evaluate((element) => [element.scrollLeft, element.scrollTop])).toEqual([240, 180]);
  await page.goForward();
  await expect(page.getByRole("link", { name: "Lijst" })).toHaveAttribute("aria-current", "page");
  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: "Zij wil uitleg" })).toBeVisible();
});

test("a copied link opens the board at that sticky, and says so when it is gone", async ({
  server,
  join,
}) => {
  const board = await server.board("Links");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  await anna.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await anna.add(CELL, "Hier gaat het om");
  await anna.sticky("Hier gaat het om").click({ button: "right" });
  await anna.page.getByRole("menuitem", { name: "Link kopiëren" }).click();
  await expect(anna.page.getByText("Link gekopieerd.").first()).toBeVisible();
  const link = await anna.page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(new RegExp(`/b/${board}#at=stickies/`));
  await anna.saved();

  await bert.page.goto("about:blank");
  await bert.page.goto(link);
  await expect(bert.sticky("Hier gaat het om")).toBeFocused();
  await expect(bert.sticky("Hier gaat het om")).toBeInViewport({ ratio: 1 });

  await anna.sticky("Hier gaat het om").focus();
  await anna.page.keyboard.press("Delete");
  await expect(bert.sticky("Hier gaat het om")).toHaveCount(0);
  await bert.page.reload();
  await expect(bert.page.getByText("ligt in de prullenbak").first()).toBeVisible();
  await bert.page.getByRole("button", { name: "Prullenbak openen" }).click();
  await expect(bert.page.getByRole("dialog", { name: "Prullenbak" })).toContainText("Hier gaat het om");
});

test("the list is live and is written in by keyboard: add, go on, move, throw away, print", async ({
  server,
  join,
}) => {
  const board = await server.board("Als lijst");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  const { page } = anna;
  await page.getByRole("link", { name: "Lijst" }).click();
  const phase = page.locator(".outline-phase", { has: page.getByRole("heading", { name: "Wachten" }) });
  const line = (text: string) => page.getByRole("button", { name: text, exact: true });
  await phase.getByRole("button", { name: "Kaartje toevoegen aan Knelpunten" }).click();
  await page.keyboard.type("Vanuit de lijst");
  await page.keyboard.press("Enter");
  await page.keyboard.type("En nog een");
  await expect(bert.cell({ lane: "pains", phase: "wachten" }).getByText("En nog een")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(line("En nog een")).toBeFocused();
  await expectAccessible(page);

  await page.keyboard.press("Control+ArrowRight");
  await expect(bert.cell({ lane: "pains", phase: "besluit" }).getByText("En nog een")).toBeVisible();
  await expect(line("En nog een")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(line("En nog een")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(line("En nog een")).toBeVisible();

  await (await bert.open("Vanuit de lijst")).pressSequentially(", met Bert");
  await expect(line("Vanuit de lijst, met Bert")).toBeVisible();
  await bert.page.keyboard.press("Escape");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("heading", { name: "Als lijst", level: 2 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Afdrukken" })).toBeHidden();
});

test("what is empty says what it is for, and what to do first", async ({ server, join }) => {
  const board = await server.board("Nog leeg", "leeg");
  const olga = await join(server, board, "Olga", "owner");
  const { page } = olga;
  await page.getByRole("link", { name: "Acties" }).click();
  const actions = page.getByRole("region", { name: "Acties" });
  await expect(actions.getByRole("heading", { name: "Nog geen acties" })).toBeVisible();
  await expect(actions.getByText("0 acties")).toHaveCount(0);
  const strong = actions.locator(".button.strong");
  await expect(strong).toHaveText(["Toevoegen"]);
  await expectAccessible(page);
  await page.getByLabel("Nieuwe actie", { exact: true }).fill("Bel terug");
  await page.keyboard.press("Enter");
  await expect(strong).toHaveText(["Stand-up"]);
  await expect(page.getByLabel("Nieuwe actie", { exact: true })).toBeFocused();
  await expect(actions.getByText("1 actie", { exact: true })).toBeVisible();

  await olga.choose("Prullenbak");
  await page.getByRole("button", { name: "Kijk in eerdere versies" }).click();
  const versions = page.getByRole("dialog", { name: "Versies" });
  await expect(versions.getByText("Er zijn nog geen versies.")).toBeVisible();
  await expect(versions.getByRole("button", { name: "Bewaar het bord van nu" })).toBeVisible();
  await expectAccessible(page, "dialog");

  const anna = await join(server, board, "Anna");
  await anna.choose("Prullenbak");
  await anna.page.getByRole("button", { name: "Terug naar het bord" }).click();
  await expect(anna.page.getByRole("dialog")).toHaveCount(0);
});
