/**
 * Every state of the board that lies over the map or beside it passes axe, in each theme and at 400 %.
 * Each audit reads only the part that the state brings, and a theme is asked about colours alone, so
 * that all of them take seconds.
 */
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { Person } from "../support/person.ts";
import { Server } from "../support/server.ts";
import { expect, expectAccessible, expectContrast, test } from "../support/test.ts";

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
      await person.sticky(STICKY).focus();
      await person.page.keyboard.press("Shift+F10");
      await expect(person.page.getByRole("menu")).toBeVisible();
    },
    part: ".menu",
  },
  {
    name: "labels of a sticky",
    open: async (person) => {
      await person.sticky(STICKY).focus();
      await person.page.keyboard.press("t");
      await expect(person.page.getByRole("dialog", { name: "Labels" })).toBeVisible();
    },
    part: "dialog",
  },
  {
    name: "moving a sticky",
    open: async (person) => {
      await person.sticky(STICKY).focus();
      await person.page.keyboard.press("m");
      await expect(person.page.getByRole("button", { name: "Verplaatsen" })).toBeVisible();
    },
    part: "dialog",
  },
  {
    name: "throwing away a phase",
    open: async ({ page }) => {
      await page.getByRole("columnheader", { name: /Wachten/ }).focus();
      await page.keyboard.press("Delete");
      await expect(page.getByLabel(/Waar moeten ze heen/)).toBeVisible();
    },
    part: "dialog",
  },
  {
    name: "hartslag as a table",
    open: async (person) => {
      await press(person, "Als tabel");
      await expect(person.page.getByRole("dialog").getByRole("combobox").first()).toBeVisible();
    },
    part: "dialog",
  },
  { name: "sharing", open: (person) => press(person, "Delen"), part: "dialog" },
  { name: "shortcuts", open: (person) => press(person, "Sneltoetsen"), part: "dialog" },
  { name: "legend", open: (person) => person.choose("Betekenis van kleuren wijzigen"), part: "dialog" },
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

type Media = NonNullable<Parameters<Page["emulateMedia"]>[0]>;

const SCHEMES: readonly Media[] = (["light", "dark"] as const).map((colorScheme) => ({
  colorScheme,
  contrast: "no-preference",
  forcedColors: "none",
}));
const THEMES: readonly Media[] = [
  ...SCHEMES,
  ...SCHEMES.map((media) => ({ ...media, contrast: "more" as const })),
  ...SCHEMES.map((media) => ({ ...media, forcedColors: "active" as const })),
];

/** The states of the map itself: what they bring is the map. */
const MAPS: readonly State[] = [
  { name: "map", open: async () => undefined, part: "body" },
  {
    name: "one phase large",
    open: async ({ page }) => {
      await page.getByRole("columnheader", { name: /Wachten/ }).focus();
      await page.keyboard.press("f");
    },
    part: "#map",
  },
  {
    name: "side by side",
    open: async ({ page }) => {
      await page.keyboard.press("f");
      const narrow = page.getByRole("combobox", { name: "Welke reis" });
      if (await narrow.isVisible()) await narrow.selectOption({ label: "Naast elkaar" });
      else await page.getByRole("radio", { name: "Naast elkaar" }).click();
      await expect(page.locator('.cell[data-layer="desired"]').first()).toBeVisible();
    },
    part: "#map",
  },
];

/** The state, once what it brings is there. */
async function open(person: Person, state: State): Promise<void> {
  await state.open(person);
  await expect(person.page.locator(state.part).last()).toBeVisible();
}

/** Back to the map alone, and to where the focus goes when the last layer is gone. */
async function back(page: Page): Promise<void> {
  for (let layer = 0; layer < 3; layer += 1) await page.keyboard.press("Escape");
  await expect(page.locator("dialog[open], .menu")).toHaveCount(0);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Something in the bin, and the hartslag in sight. */
async function prepare(olga: Person): Promise<void> {
  await olga.sticky("Wacht op bericht").click();
  await olga.page.keyboard.press("Delete");
  await expect(olga.sticky("Wacht op bericht")).toHaveCount(0);
}

async function inAll(olga: Person, themes: readonly Media[], states: readonly State[]): Promise<void> {
  for (const state of states) {
    await test.step(state.name, async () => {
      await open(olga, state);
      for (const media of themes) {
        await olga.page.emulateMedia({ ...media, reducedMotion: "reduce" });
        await expectContrast(olga.page, `${state.name} ${JSON.stringify(media)}`, state.part);
      }
      await back(olga.page);
    });
  }
}

test("what lies over the map passes axe", async ({ server, join }) => {
  const olga = await join(server, await server.board("Staten"), "Olga", "owner");
  const { page } = olga;
  await prepare(olga);
  for (const state of STATES) {
    await test.step(state.name, async () => {
      await open(olga, state);
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

test("every state can be read in every theme", async ({ server, join }) => {
  const olga = await join(server, await server.board("Thema's"), "Olga", "owner");
  await prepare(olga);
  await inAll(olga, THEMES, STATES);
  await inAll(olga, THEMES, MAPS);
});

test("every state can be read in the colours of a municipality", async ({ browser }) => {
  const theme = fileURLToPath(new URL("../support/theme.css", import.meta.url));
  const server = await Server.start("--theme", theme);
  const link = await server.link(await server.board("Huisstijl"), "owner");
  const olga = await (await Person.join(browser, link, "Olga")).onBoard();
  const heading = olga.page.locator("html");
  await expect(heading).toHaveCSS("--basis-border-radius-md", "0");
  await prepare(olga);
  await inAll(olga, SCHEMES, STATES);
  await inAll(olga, SCHEMES, MAPS);
  await olga.leave();
  await server.end();
});

/** A window of 1280 by 1024 where everything is four times as large. */
test("at 400 % nothing needs to scroll sideways, and all of it passes axe", async ({
  server,
  browser,
}) => {
  const link = await server.link(await server.board("Smal"), "owner");
  const large = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };
  const olga = await (await Person.join(browser, link, "Olga", large)).onBoard();
  const { page } = olga;
  for (const state of [...STATES, ...MAPS]) {
    await test.step(state.name, async () => {
      await open(olga, state);
      const part = page.locator(state.part).last();
      const [wide, room] = await part.evaluate((it) => [it.scrollWidth, it.clientWidth]);
      // The map is a table in two directions, which may scroll in both.
      if (state.part !== "#map") expect(wide).toBeLessThanOrEqual(room);
      await expectAccessible(page, state.part);
      await back(page);
    });
  }
  await olga.leave();
});
