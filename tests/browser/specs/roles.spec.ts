/** Each role is offered what it may do, and nothing else. */
import { expect, test } from "../support/test.ts";

test("a viewer sees everything and is offered nothing to change", async ({ server, join }) => {
  const board = await server.board("Kijken");
  const kees = await join(server, board, "Kees", "viewer");
  const { page } = kees;
  await expect(page.getByText("Je mag hier alleen kijken")).toBeVisible();
  await expect(kees.sticky("Krijgt de aanslag")).toBeVisible();
  for (const name of ["Kaartje toevoegen", "Fase toevoegen", "Rij toevoegen", "Delen"]) {
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
  const sticky = kees.sticky("Krijgt de aanslag");
  await sticky.click();
  await page.keyboard.press("Delete");
  await page.keyboard.press("n");
  await sticky.dblclick();
  await expect(page.locator(".sticky textarea")).toHaveCount(0);
  await expect(sticky).toBeVisible();
});

test("a participant writes stickies and cannot break the structure", async ({ server, join }) => {
  const board = await server.board("Meedoen");
  const anna = await join(server, board, "Anna");
  for (const name of ["Fase toevoegen", "Rij toevoegen", "Delen"]) {
    await expect(anna.page.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
  await anna.add({ lane: "pains", phase: "wachten" }, "Dat mag");
  await anna.saved();
});

test("an owner shares the board, and takes a link back", async ({ server, join, browser }) => {
  const board = await server.board("Delen");
  const olga = await join(server, board, "Olga", "owner");
  const { page } = olga;
  await page.getByRole("button", { name: "Delen", exact: true }).click();
  await page.getByRole("button", { name: "Link maken" }).click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  expect(link).toContain("/join#");

  const guest = await browser.newContext();
  const theirs = await guest.newPage();
  await theirs.goto(link);
  await theirs.getByLabel("Hoe heet je?").fill("Gast");
  await theirs.getByRole("button", { name: "Meedoen" }).click();
  await expect(theirs.getByRole("grid")).toBeVisible();

  await page.getByRole("button", { name: /Intrekken.*deelnemer/ }).first().click();
  await expect(theirs.getByText("Je bent niet meer aangemeld")).toBeVisible();
  const late = await (await browser.newContext()).newPage();
  await late.goto(link);
  await expect(late.getByText("Deze link werkt niet meer")).toBeVisible();
  await guest.close();
  await late.context().close();
});

test("an editor adds, renames and throws away a phase that holds stickies", async ({
  server,
  join,
}) => {
  const board = await server.board("Structuur");
  const els = await join(server, board, "Els", "editor");
  const anna = await join(server, board, "Anna");
  const { page } = els;
  await page.getByRole("button", { name: "Fase toevoegen", exact: true }).click();
  await page.keyboard.type("Nazorg");
  await page.keyboard.press("Enter");
  await expect(anna.page.getByRole("columnheader", { name: /Nazorg/ })).toBeVisible();
  await expect(anna.page.getByRole("columnheader", { name: /Wachten/ })).toBeVisible();

  await page.getByRole("columnheader", { name: /Wachten/ }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Weggooien" }).click();
  await page.getByLabel(/Waar moeten ze heen/).selectOption({ label: "Naar “Besluit”" });
  await page.getByRole("button", { name: "Weggooien", exact: true }).click();
  await expect(anna.page.getByRole("columnheader", { name: /Wachten/ })).toHaveCount(0);
  await expect(
    anna.cell({ lane: "steps", phase: "besluit" }).getByText("Wacht op bericht"),
  ).toBeVisible();
});
