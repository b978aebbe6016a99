/**
 * Every state of the board that lies over the map or beside it passes axe, in each theme and on a narrow
 * screen. Each audit reads only the part that the state brings, so that all of them take seconds.
 */
import type { Page } from "@playwright/test";
import type { Person } from "../support/person.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

interface State {
  readonly name: string;
  /** Opens it, from the map. */
  readonly open: (person: Person) => Promise<void>;
  /** What it brings to the page. */
  readonly part: string;
}

const STICKY = "Krijgt de aanslag";

async function said(person: Person): Promise<void> {
  await person.sticky(STICKY).click();
  await person.page.keyboard.press("r");
  const field = person.page.getByLabel("Schrijf een reactie");
  await expect(field).toBeFocused();
  await field.fill("Klopt dit?");
  await person.page.keyboard.press("Control+Enter");
  await expect(person.page.getByText("Klopt dit?").first()).toBeVisible();
}

async function press({ page }: Person, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).first().click();
}

const STATES: readonly State[] = [
  { name: "panel with comments", open: said, part: ".side" },
  {
    name: "panel of a phase",
    open: async ({ page }) => {
      await page.getByRole("columnheader", { name: /Wachten/ }).focus();
      await page.keyboard.press("i");
      await expect(page.getByRole("complementary", { name: "Details" })).toBeVisible();
    },
    part: ".side",
  },
  { name: "comments", open: (person) => press(person, "Reacties"), part: "dialog" },
  { name: "begeleiden", open: (person) => person.choose("Begeleiden"), part: "dialog" },
  { name: "versies", open: (person) => person.choose("Versies"), part: "dialog" },
  { name: "prullenbak", open: (person) => person.choose("Prullenbak"), part: "dialog" },
  { name: "meer", open: (person) => press(person, "Meer"), part: ".menu" },
  {
    name: "menu of a sticky",
    open: async (person) => {
      await person.sticky(STICKY).click();
      await person.page.keyboard.press("Shift+F10");
      await expect(person.page.getByRole("menu")).toBeVisible();
    },
    part: ".menu",
  },
  {
    name: "search and filters",
    open: async ({ page }) => {
      await page.keyboard.press("Control+f");
      await page.getByRole("searchbox").fill("brief");
      await page.getByRole("search").getByRole("button", { name: "Filteren" }).click();
      await expect(page.getByRole("group", { name: "Kleur" })).toBeVisible();
    },
    part: "search, [role=search]",
  },
];

const THEMES = [
  { name: "light", media: { colorScheme: "light" } },
  { name: "dark", media: { colorScheme: "dark" } },
  { name: "high contrast", media: { colorScheme: "dark", contrast: "more" } },
  { name: "forced colours", media: { forcedColors: "active" } },
] as const;

async function back(page: Page): Promise<void> {
  for (let layer = 0; layer < 3; layer += 1) await page.keyboard.press("Escape");
}

for (const { name: theme, media } of THEMES) {
  test(`what lies over the map passes axe in ${theme}`, async ({ server, join }) => {
    test.setTimeout(120_000);
    const olga = await join(server, await server.board(`Staten in ${theme}`), "Olga", "owner");
    const { page } = olga;
    await page.emulateMedia(media);
    await olga.sticky("Wacht op bericht").click();
    await page.keyboard.press("Delete");
    for (const state of STATES) {
      await test.step(state.name, async () => {
        await state.open(olga);
        await expectAccessible(page, state.part);
        await back(page);
      });
    }
    for (const view of ["Lijst", "Acties"]) {
      await page.getByRole("link", { name: view, exact: true }).click();
      await expect(page.getByRole("link", { name: view, exact: true })).toHaveAttribute("aria-current");
      await expectAccessible(page, view === "Lijst" ? "#list" : "main");
    }
  });
}

test("at 320 pixels nothing that lies over the map needs to scroll sideways", async ({
  server,
  join,
}) => {
  test.setTimeout(120_000);
  const olga = await join(server, await server.board("Smal"), "Olga", "owner");
  const { page } = olga;
  await page.setViewportSize({ width: 320, height: 640 });
  for (const state of STATES) {
    await test.step(state.name, async () => {
      await state.open(olga);
      const part = page.locator(state.part).last();
      const [wide, room] = await part.evaluate((it) => [it.scrollWidth, it.clientWidth]);
      expect(wide).toBeLessThanOrEqual(room);
      await expectAccessible(page, state.part);
      await back(page);
    });
  }
});
