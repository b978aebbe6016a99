/** Coming in: without a link nothing is shown, with one it takes seconds. Every screen passes axe. */
import { Person } from "../support/person.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

test("a fresh browser without a link sees no board title anywhere", async ({ server, browser }) => {
  const board = await server.board("Geheim bord");
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const path of ["/", `/b/${board}`, "/join"]) {
    const answer = await page.goto(server.url + path);
    expect(await answer?.text()).not.toContain("Geheim bord");
    await page.waitForLoadState("networkidle");
    expect(await page.content()).not.toContain("Geheim bord");
    await expectAccessible(page);
  }
  await page.goto(server.url);
  await expect(page.getByText("Open de link die je kreeg")).toBeVisible();
  expect((await page.request.get(`${server.url}/v1/boards`)).status()).toBe(401);
  await context.close();
});

/** A step takes somebody who has to look for it two seconds, so ten seconds are five steps. */
test("from a participant's link to the first sticky in five steps", async ({ server, browser }) => {
  const link = await server.link(await server.board("Snel"), "participant");
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  const cell = page.locator('[role=gridcell][data-lane="pains"][data-phase="wachten"]');
  const steps = [
    () => page.keyboard.type("Anna"),
    () => page.getByRole("button", { name: "Meedoen" }).click(),
    () => cell.getByRole("button", { name: "Kaartje toevoegen" }).click(),
    () => page.keyboard.type("Mijn eerste kaartje"),
  ];
  await expect(page.getByLabel("Hoe heet je?")).toBeFocused();
  for (const step of steps) await step();
  await expect(page.locator(".sticky textarea")).toHaveValue("Mijn eerste kaartje");
  await expect(page.getByText("Opgeslagen", { exact: true })).toBeVisible();
  expect(page.url()).not.toContain("#");
  await context.close();
});

test("beheer makes a board from a template, renames, archives and deletes it", async ({
  server,
  browser,
}) => {
  const olga = await Person.join(browser, await server.instanceLink(), "Olga");
  const { page } = olga;
  await expect(page.getByRole("heading", { name: "Klantreizen" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Nieuwe klantreis" }).click();
  await page.getByLabel("Hoe heet de klantreis?").fill("Paspoort aanvragen");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Klantreis maken" }).click();
  await olga.onBoard();
  await expectAccessible(page);
  await page.goto(server.url);
  await page.getByRole("button", { name: "Meer over Paspoort aanvragen" }).click();
  await page.getByRole("menuitem", { name: "Verwijderen" }).click();
  await page.getByRole("button", { name: "Verwijder het bord" }).click();
  await expect(page.getByRole("link", { name: "Paspoort aanvragen" })).toHaveCount(0);
  await olga.leave();
});

test("the board and what is being written on it pass axe", async ({ server, join }) => {
  const olga = await join(server, await server.board("Helemaal"), "Olga", "owner");
  await expectAccessible(olga.page);
  await olga.open("Krijgt de aanslag");
  await expectAccessible(olga.page);
});

test("the board passes axe on a phone and at 320 pixels", async ({ server, join }) => {
  const kees = await join(server, await server.board("Klein"), "Kees");
  for (const width of [390, 320]) {
    await kees.page.setViewportSize({ width, height: 844 });
    await expectAccessible(kees.page);
  }
});

test("the empty board asks for its phases", async ({ server, join }) => {
  const board = await server.board("Leeg", "leeg");
  const els = await join(server, board, "Els", "editor");
  await expect(els.page.getByText("Welke stappen zet de inwoner?")).toBeVisible();
  await expectAccessible(els.page);
  await els.page.getByRole("textbox").first().fill("Krijgt een brief\nBelt\nKrijgt antwoord");
  await els.page.getByRole("button", { name: "Maak de fasen" }).click();
  await expect(els.page.getByRole("columnheader", { name: /Krijgt antwoord/ })).toBeVisible();
});
