/**
 * Actions and the stand-up: by touch through a stand-up as somebody who has never seen one, the next
 * one shows exactly what changed, people who drive at the same moment end with the same list, and the
 * files that leave the board are read by readers of others.
 */
import type { Browser, Locator, Page } from "@playwright/test";
import ICAL from "ical.js";
import readSheets from "read-excel-file/node";
import { Person } from "../support/person.ts";
import type { Server } from "../support/server.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const view = (page: Page, name: string, board: string) =>
  page.evaluate(
    ([to, id]) => {
      window.history.pushState(null, "", `/b/${id}#${to}`);
      window.dispatchEvent(new PopStateEvent("popstate"));
    },
    [name, board] as const,
  );

const row = (page: Page, title: string): Locator =>
  page.locator(".action-row").filter({ hasText: title });

async function add(page: Page, title: string): Promise<void> {
  await page.getByLabel("Nieuwe actie", { exact: true }).fill(title);
  await page.getByRole("button", { name: "Toevoegen" }).click();
  await expect(row(page, title)).toBeVisible();
}

const status = (page: Page, title: string) => page.getByLabel(`Status van “${title}”`);

/** Begins a stand-up, walks it with a tap for each action that needs one, and closes it. */
async function standUp(
  page: Page,
  board: string,
  taps: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  await view(page, "standup", board);
  await page.getByRole("button", { name: "Begin de stand-up" }).tap();
  const walked: string[] = [];
  const title = page.locator("#step-title");
  await expect(title).toBeVisible();
  while ((await title.textContent()) !== "Alles is langs geweest") {
    const now = (await title.textContent()) ?? "";
    const news = await page.locator(".standup-step .concerns > li").allTextContents();
    walked.push(`${now}: ${news.join(", ")}`);
    const tap = taps[now];
    if (tap !== undefined) {
      await page.getByRole("radio", { name: tap, exact: true }).tap();
      await expect(page.getByRole("radio", { name: tap, exact: true })).toBeChecked();
    }
    await page.getByRole("button", { name: "Volgende", exact: true }).tap();
    await expect(title).not.toHaveText(now);
  }
  await page.getByRole("button", { name: "Sluit de stand-up af" }).tap();
  await expect(page.getByRole("heading", { name: /^Stand-up van/ })).toBeVisible();
  return walked;
}

async function touch(browser: Browser, server: Server, board: string, name: string) {
  const context = await browser.newContext({
    hasTouch: true,
    reducedMotion: "reduce",
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await page.goto(await server.link(board, "participant"));
  await page.getByLabel("Hoe heet je?").fill(name);
  await page.getByRole("button", { name: "Meedoen" }).click();
  await page.waitForURL("**/b/**");
  await expect(page.getByText("Opgeslagen", { exact: true })).toBeVisible();
  return { context, page };
}

test("through the stand-up by touch, and the next one shows exactly what changed", async ({
  server,
  browser,
  join,
}) => {
  const board = await server.board("Stand-up", "leeg");
  const editor = await join(server, board, "Anna", "editor");
  await view(editor.page, "actions", board);
  await expect(editor.page.getByRole("heading", { name: "Nog geen acties" })).toBeVisible();
  await expectAccessible(editor.page);
  for (const title of ["Brief", "Bijlagen", "Bellen", "Balie", "Bank", "Bord"]) {
    await add(editor.page, title);
  }
  await status(editor.page, "Bellen").selectOption("proef");
  await status(editor.page, "Balie").selectOption("bezig");
  await status(editor.page, "Bord").selectOption("idee");
  // The department is made on the spot by who may, and has to confirm.
  await row(editor.page, "Bank").getByRole("button", { name: "Bank" }).click();
  await editor.page.getByLabel("Wie moet het overnemen?").selectOption("Nieuwe afdeling…");
  await editor.page.getByLabel("Hoe heet de afdeling?").fill("KCC");
  await editor.page.getByRole("button", { name: "Opslaan" }).click();
  await expect(editor.page.locator(".side .confirmation")).toContainText("KCC");
  await expectAccessible(editor.page);
  await editor.saved();

  const { context, page } = await touch(browser, server, board, "Kees");
  await standUp(page, board);
  await standUp(page, board, { Bellen: "klaar", Balie: "proef", Bord: "nog te doen" });
  const walked = await standUp(page, board, { Bank: "bezig" });
  // The one that waits, the two that are stuck, then from nearly done to not started.
  expect(walked).toEqual([
    "Bank: stil sinds 2 keer, wacht op bevestiging van KCC",
    "Brief: stil sinds 2 keer",
    "Bijlagen: stil sinds 2 keer",
    "Balie: stil sinds vorige keer",
    "Bord: stil sinds vorige keer",
  ]);
  const changed = page.locator(".summary").first().locator("li");
  await expect(changed).toHaveText(["Bankverschoven: van nog te doen naar bezig"]);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Terug" }).tap();
  await expect(page.locator(".lobby .list li")).toHaveCount(3);
  await expectAccessible(page);
  await context.close();
});

test("two drive at the same moment, a third is offline half of it: one list and one log", async ({
  server,
  join,
}) => {
  const board = await server.board("Samen");
  const people = [
    await join(server, board, "Anna"),
    await join(server, board, "Bram"),
    await join(server, board, "Carla"),
  ] as const;
  const [anna, bram, carla] = people;
  for (const { page } of people) await view(page, "actions", board);
  const [letter, forms, bank] = [
    "Herschrijf de afwijzingsbrief op één bladzijde",
    "Haal drie bijlagen van het formulier af",
    "Zet hulp bij betalen op de voorkant van de aanslag",
  ] as const;
  await carla.context.setOffline(true);
  await Promise.all([
    status(anna.page, letter).selectOption("proef"),
    status(bram.page, forms).selectOption("bezig"),
    status(carla.page, letter).selectOption("klaar"),
    status(carla.page, bank).selectOption("onderzoek"),
  ]);
  await anna.saved();
  await bram.saved();
  await carla.context.setOffline(false);
  await carla.saved();

  const seen = async ({ page }: Person) => {
    const list = await page
      .locator(".action-row")
      .evaluateAll((rows) =>
        rows.map((one) => `${one.querySelector(".open")?.textContent} ${one.querySelector("select")?.value}`),
      );
    await row(page, letter).getByRole("button", { name: letter }).click();
    const log = await page.locator(".timeline > li").allTextContents();
    await page.getByRole("button", { name: "Sluiten" }).click();
    return { list, log };
  };
  await expect(status(anna.page, bank)).toHaveValue("research");
  await expect(status(carla.page, forms)).toHaveValue("doing");
  const first = await seen(anna);
  // Both lines are there, whoever won.
  expect(first.log.filter((line) => /Anna|Carla/.test(line))).toHaveLength(2);
  expect(await seen(bram)).toEqual(first);
  expect(await seen(carla)).toEqual(first);
});

test("an action comes from a sticky, shows on it, and leads back to it in one step", async ({
  server,
  join,
}) => {
  const board = await server.board("Herkomst", "leeg");
  const anna = await join(server, board, "Anna", "editor");
  const { page } = anna;
  await page.getByLabel("Fasen").fill("Aanvragen");
  await page.getByRole("button", { name: "Maak de fasen" }).click();
  const cell = page.locator("[role=gridcell][data-lane]").first();
  await cell.focus();
  await page.keyboard.type("De brief is te lang");
  await page.keyboard.press("Escape");
  await anna.sticky("De brief is te lang").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Maak er een actie van" }).click();
  await expect(anna.sticky("De brief is te lang")).toContainText("1 actie: nog te doen");
  await page.getByRole("button", { name: "Openen" }).click();
  await expect(page.locator(".origin")).toContainText("Aanvragen");
  await page.getByRole("radio", { name: "gestopt" }).click();
  await page.getByLabel("Waarom stopt deze actie?").fill("Mag niet van de wet");
  await page.getByRole("button", { name: "Stop de actie" }).click();
  await expect(page.getByText("Gestopt: Mag niet van de wet")).toBeVisible();
  await page.getByRole("link", { name: "Op de kaart bekijken" }).click();
  await expect(anna.sticky("De brief is te lang")).toContainText("1 actie: gestopt");
  await expect(anna.sticky("De brief is te lang")).toBeFocused();
  await expectAccessible(page);
  // Undo takes the status and its line back.
  await page.keyboard.press("Control+z");
  await expect(anna.sticky("De brief is te lang")).toContainText("1 actie: nog te doen");
});

test("columns, many at once and the keyboard; then files that others' programs read", async ({
  server,
  join,
}) => {
  const board = await server.board("Meenemen");
  const owner = await join(server, board, "Olga", "owner");
  const { page } = owner;
  await view(page, "actions", board);
  await add(page, "=1+1 één; twee");
  const formula = "=1+1 één; twee";
  await page.getByLabel(`Kies “${formula}”`).check();
  await page.locator("#bulk-due").fill("2026-12-31");
  await page.getByRole("button", { name: "Niets kiezen" }).click();
  await expect(row(page, formula)).toContainText("31 december 2026");
  await page.getByRole("radio", { name: "Kolommen" }).click();
  const card = page.locator(".action-card").filter({ hasText: formula });
  await card.locator(".open").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByRole("region", { name: "onderzoek" })).toContainText(formula);
  await expectAccessible(page);
  const target = page.getByRole("region", { name: "bezig" });
  await card.locator(".open").hover();
  await page.mouse.down();
  const [box, from] = [await target.boundingBox(), await card.boundingBox()];
  if (box === null || from === null) throw new Error("the column or the card is not shown");
  await page.mouse.move(box.x + box.width / 2, from.y + from.height / 2, { steps: 6 });
  await page.mouse.up();
  await expect(target).toContainText(formula);
  await page.getByRole("radio", { name: "Lijst" }).click();
  await page.getByRole("button", { name: "Meenemen" }).click();
  await expectAccessible(page);
  await owner.saved();

  const file = async (name: string) => {
    const answer = await page.request.get(`${server.url}/v1/boards/${board}/actions.${name}`);
    expect(answer.status()).toBe(200);
    return answer.body();
  };
  const csv = (await file("csv")).toString("utf8");
  expect(csv.startsWith("\uFEFF")).toBe(true);
  expect(csv).toContain(`"'=1+1 één; twee";bezig;`);
  expect(csv).toContain(";2026-12-31;");
  const [sheet] = await readSheets(await file("xlsx"));
  const line = sheet?.data.find((cells) => cells[0] === formula);
  expect(line?.[1]).toBe("bezig");
  expect(line?.[6]).toEqual(new Date("2026-12-31T00:00:00Z"));

  await page.getByRole("button", { name: "Maak een agendalink" }).click();
  const address = await page.getByLabel("In je agenda").inputValue();
  const days = async () => {
    const answer = await fetch(address.replace(/^https?:\/\/[^/]+/, server.url));
    if (!answer.ok) return null;
    const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
    return calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
  };
  const dayOf = async () =>
    (await days())?.find(({ summary }) => summary === formula)?.startDate.toString();
  expect(await dayOf()).toBe("2026-12-31");
  expect(new Set((await days())?.map(({ uid }) => uid)).size).toBe((await days())?.length);
  await page.keyboard.press("Escape");
  await row(page, formula).getByRole("button", { name: formula }).click();
  await page.getByLabel("Klaar op", { exact: true }).fill("2027-01-15");
  await owner.saved();
  await expect.poll(dayOf).toBe("2027-01-15");
  await page.getByRole("button", { name: "Sluiten" }).click();
  await page.getByRole("button", { name: "Meenemen" }).click();
  await page.getByRole("button", { name: "Intrekken" }).click();
  await expect.poll(days).toBeNull();
});
