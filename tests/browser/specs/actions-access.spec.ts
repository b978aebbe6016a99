/**
 * Everybody can use the actions and the stand-up: every state of both is looked at by axe in light,
 * in dark, with forced colours and at 320 pixels, where nothing may stick out either.
 */
import type { Page } from "@playwright/test";
import { expectTargets } from "../support/axe.ts";
import { expect, expectAccessible, expectContrast, test } from "../support/test.ts";

const WIDE = { width: 1440, height: 900 };

async function expectGoodForAll(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expectContrast(page, "in dark");
  await page.emulateMedia({
    colorScheme: "light",
    forcedColors: "active",
    reducedMotion: "reduce",
  });
  await expectContrast(page, "with forced colours");
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 320, height: 640 });
  await expectTargets(page);
  const wide = await page.evaluate(() =>
    ["html", ".actions", ".standup-screen", ".stage"].filter((name) => {
      const box = document.querySelector(name);
      return box !== null && box.scrollWidth > box.clientWidth;
    }),
  );
  expect(wide, "sticks out at 320 pixels").toEqual([]);
  await page.setViewportSize(WIDE);
}

test("the actions are for everybody, in every state", async ({ server, join }) => {
  const board = await server.board("Voor iedereen");
  const { page } = await join(server, board, "Olga", "owner");
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("link", { name: "Acties" }).click();
  await page.getByRole("combobox", { name: /^Bij elkaar/ }).selectOption("Per afdeling");
  await press("Te laat");
  await expect(page.getByText("Geen enkele actie past")).toBeVisible();
  await press("Laat alles zien");
  await page.getByLabel("Alles kiezen").check();
  await expectGoodForAll(page);
  await press("Niets kiezen");
  await page.getByRole("button", { name: /^Herschrijf/ }).click();
  await expect(page.locator(".side .origin").first()).toBeVisible();
  await expectGoodForAll(page);
  await press("Sluiten");
  await press("Meenemen");
  await press("Maak een agendalink");
  await expect(page.getByLabel("In je agenda")).toBeVisible();
  await expectGoodForAll(page);
  await page.keyboard.press("Escape");
  await page.getByRole("radio", { name: "Kolommen" }).click();
  await page.getByLabel(/^Status van “Herschrijf/).selectOption("gestopt");
  await page.getByRole("button", { name: "Opslaan" }).click();
  await expect(page.getByText("Schrijf in één zin waarom")).toBeVisible();
  await expectGoodForAll(page);
});

test("the stand-up is for everybody, in every state", async ({ server, join }) => {
  const board = await server.board("Staan voor iedereen");
  const { page } = await join(server, board, "Olga");
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("link", { name: "Acties" }).click();
  await page.getByRole("link", { name: "Stand-up" }).click();
  await page.getByRole("button", { name: "Begin de stand-up" }).waitFor();
  await expectGoodForAll(page);
  await press("Begin de stand-up");
  await expect(page.locator(".standup-step")).toMatchAriaSnapshot(`
    - article "Bel bij een afwijzing voordat de brief weggaat":
      - heading "Bel bij een afwijzing voordat de brief weggaat" [level=1]
      - list:
        - listitem: "verschoven: van bezig naar proef"
        - listitem: wacht op bevestiging van Dienstverlening
      - button "Dienstverlening neemt het over"
      - paragraph: /^Kwijtschelding · Belastingen · \\d/
      - paragraph: /^Laatst gezegd “Twee medewerkers bellen een maand lang/
      - paragraph: Waar staat het?
      - radiogroup "Waar staat het?":
        - radio "idee"
        - radio "nog te doen"
        - radio "onderzoek"
        - radio "bezig"
        - radio "proef" [checked]
        - radio "klaar"
        - radio "gestopt"
      - text: Eén zin erbij
      - textbox "Eén zin erbij"
      - button "Schrijf op"
      - heading "Komt van" [level=2]
  `);
  await page.getByText("Verloop", { exact: true }).click();
  await press("Dienstverlening neemt het over");
  await page.getByRole("radio", { name: "gestopt" }).click();
  await page.getByRole("button", { name: "Stop de actie" }).click();
  await expect(page.getByText("Schrijf in één zin waarom")).toBeVisible();
  await expectGoodForAll(page);
  await press("Parkeren");
  await press("Volgende");
  await press("Afronden");
  await page.getByLabel("Afspraken").fill("Volgende week verder.");
  await expectGoodForAll(page);
  await press("Sluit de stand-up af");
  await expect(page.getByRole("heading", { name: /^Stand-up van/ })).toBeFocused();
  await expectGoodForAll(page);
});
