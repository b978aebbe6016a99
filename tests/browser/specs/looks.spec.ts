/**
 * How the main parts look and how they read aloud, as snapshots of parts that hold still; they were looked
 * at when they were taken. `npx playwright test looks -u` takes them anew: look at what changed.
 */
import { expect, test } from "../support/test.ts";

const PICTURE = { maxDiffPixelRatio: 0.02, animations: "disabled", caret: "hide" } as const;

test("a cell, a panel and the empty board look as they were judged", async ({
  server,
  join,
}) => {
  const olga = await join(server, await server.board("Aangezien"), "Olga", "owner");
  const { page } = olga;
  await page.mouse.move(0, 0);
  const cell = olga.cell({ lane: "steps", phase: "orienteren" });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(cell).toHaveScreenshot(`cell-${colorScheme}.png`, PICTURE);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await olga.choose("Begeleiden");
  const panel = page.getByRole("dialog", { name: "Begeleiden" });
  await expect(panel.getByRole("switch").first()).toBeFocused();
  await expect(panel).toHaveScreenshot("begeleiden.png", PICTURE);

  const els = await join(server, await server.board("Leeg bord", "leeg"), "Els", "editor");
  await expect(els.page.locator(".empty-phases")).toHaveScreenshot("empty.png", PICTURE);
});

test("a cell, the menu of a sticky and *Begeleiden* read aloud as they were judged", async ({
  server,
  join,
}) => {
  const olga = await join(server, await server.board("Voorgelezen"), "Olga", "owner");
  const { page } = olga;
  const cell = olga.cell({ lane: "steps", phase: "aanslag" });
  await expect(cell).toMatchAriaSnapshot(`
    - gridcell:
      - group "Krijgt de aanslag en kijkt eerst naar het bedrag":
        - paragraph: Krijgt de aanslag en kijkt eerst naar het bedrag
        - list:
          - listitem: Vaker gehoord
      - group "Legt de brief bij de andere rekeningen":
        - paragraph: Legt de brief bij de andere rekeningen
        - list:
          - listitem: Eén keer gehoord
          - listitem: Klaas Koops
  `);
  // A head is called by its title, and not by its buttons as well, which are there for who looks for them.
  for (const [role, name] of [
    ["rowheader", "Knelpunten"],
    ["columnheader", "Wachten"],
    ["columnheader", "Papieren verzamelen"],
  ] as const) {
    const head = page.getByRole(role, { name, exact: true });
    await expect(head).toHaveCount(1);
    await expect(head.getByRole("button", { name: `Acties voor ${name}` })).toBeAttached();
  }
  await olga.sticky("Krijgt de aanslag").click();
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menu")).toMatchAriaSnapshot(`
    - menu "Menu openen":
      - menuitem "Schrijven"
      - menuitem "Reageren"
      - menuitem "Details bekijken"
      - group "Kleur"
      - menuitem "Verplaats naar…"
      - menuitem "Weggooien"
  `);
  await page.keyboard.press("Escape");
  await olga.choose("Begeleiden");
  await expect(page.getByRole("dialog")).toMatchAriaSnapshot(`
    - dialog "Begeleiden":
      - banner:
        - heading "Begeleiden" [level=2]
        - button "Sluiten"
      - heading "Beschermen" [level=3]
      - switch "Fasen en rijen vastzetten"
      - switch "Alleen eigen kaartjes"
      - heading "Grote wijzigingen" [level=3]
      - paragraph: Er is niets bijzonders gebeurd.
      - heading "Van één persoon" [level=3]
  `);
});
