/**
 * Actions: people who change them at the same moment end with the same list and log, they come from a
 * sticky and lead back to it, move through the columns, and leave the board as files and a calendar.
 */
import ICAL from "ical.js";
import readSheets from "read-excel-file/node";
import { add, row, status, view } from "../support/actions.ts";
import type { Person } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

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
        rows.map(
          (one) =>
            `${one.querySelector(".open")?.textContent} ${one.querySelector("select")?.value}`,
        ),
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
  // Undo takes the status and its line back.
  await page.keyboard.press("Control+z");
  await expect(anna.sticky("De brief is te lang")).toContainText("1 actie: nog te doen");
});

test("through the columns by keyboard and by hand", async ({ server, join }) => {
  const board = await server.board("Kolommen", "leeg");
  const { page } = await join(server, board, "Olga");
  await view(page, "actions", board);
  await add(page, "Brief");
  await page.getByRole("radio", { name: "Kolommen" }).click();
  const card = page.locator(".action-card").filter({ hasText: "Brief" });
  await card.locator(".open").focus();
  // The focus goes along, so that one can walk on.
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(page.getByRole("region", { name: "onderzoek" })).toContainText("Brief");
  await expect(card.locator(".open")).toBeFocused();
  const column = (name: string) => page.getByRole("region", { name });
  const drag = async (to: string) => {
    await card.locator(".open").hover();
    await page.mouse.down();
    const [box, from] = [await column(to).boundingBox(), await card.boundingBox()];
    if (box === null || from === null) throw new Error("the column or the card is not shown");
    await page.mouse.move(box.x + box.width / 2, from.y + from.height / 2, { steps: 6 });
    await expect(column(to)).toHaveAttribute("data-over");
  };
  await drag("bezig");
  await page.mouse.up();
  await expect(column("bezig")).toContainText("Brief");
  await drag("proef");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(column("bezig")).toContainText("Brief");
  // Falling on *gestopt* asks why, and nothing is written before it is answered.
  await drag("gestopt");
  await page.mouse.up();
  await page.getByRole("button", { name: "Annuleren" }).click();
  await expect(column("bezig")).toContainText("Brief");
  await drag("gestopt");
  await page.mouse.up();
  await page.getByLabel("Eén zin erbij").fill("Geen geld");
  await page.getByRole("button", { name: "Opslaan" }).click();
  await expect(column("gestopt")).toContainText("Brief");
  await page.keyboard.press("Control+z");
  await expect(column("bezig")).toContainText("Brief");
});

test("files and a calendar that others' programs read, and that follow the board", async ({
  server,
  join,
}) => {
  const board = await server.board("Meenemen");
  const owner = await join(server, board, "Olga", "owner");
  const { page } = owner;
  await view(page, "actions", board);
  const formula = "=1+1 één; twee";
  await add(page, formula);
  await page.getByLabel(`Kies “${formula}”`).check();
  await page.locator(".bulk").getByLabel("Klaar op").fill("2026-12-31");
  await page.getByRole("button", { name: "Niets kiezen" }).click();
  await expect(row(page, formula)).toContainText("31 december 2026");
  await page.getByRole("button", { name: "Meenemen" }).click();
  await owner.saved();

  const file = async (name: string) => {
    const answer = await page.request.get(
      `${server.url}/v1/boards/${board}/actions?format=${name}`,
    );
    expect(answer.status()).toBe(200);
    return answer.body();
  };
  const csv = (await file("csv")).toString("utf8");
  expect(csv.startsWith("\uFEFF")).toBe(true);
  expect(csv).toContain(`"'=1+1 één; twee";nog te doen;`);
  expect(csv).toContain(";2026-12-31;");
  const [sheet] = await readSheets(await file("xlsx"));
  const line = sheet?.data.find((cells) => cells[0] === formula);
  expect(line?.[1]).toBe("nog te doen");
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
  await page.locator(".side").getByRole("button", { name: "Sluiten" }).click();
  await page.getByRole("button", { name: "Meenemen" }).click();
  await page.getByRole("button", { name: "Intrekken" }).click();
  await expect.poll(days).toBeNull();
});
