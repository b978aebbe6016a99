/**
 * Actions and the stand-up: by touch through a stand-up as somebody who has never seen one, the next
 * one shows exactly what changed, people who drive at the same moment end with the same list, and the
 * files that leave the board are read by readers of others.
 */
import type { Browser, Locator, Page } from "@playwright/test";
import ICAL from "ical.js";
import readSheets from "read-excel-file/node";
import { Human } from "../support/human.ts";
import { Person } from "../support/person.ts";
import type { Server } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

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

interface Said {
  readonly status?: string;
  readonly sentence?: string;
}

/** Begins a stand-up, reads and walks it with a tap and a sentence where they are asked, and closes it. */
async function standUp(
  page: Page,
  board: string,
  says: Readonly<Record<string, Said>> = {},
): Promise<{ readonly walked: readonly string[]; readonly human: Human }> {
  const human = new Human(page);
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await view(page, "standup", board);
  await button("Begin de stand-up").waitFor();
  await human.read();
  await human.tap(button("Begin de stand-up"));
  const walked: string[] = [];
  const title = page.locator("#step-title");
  await expect(title).toBeFocused();
  while ((await title.textContent()) !== "Alles is langs geweest") {
    const now = (await title.textContent()) ?? "";
    const news = await page.locator(".standup-step .concerns > li").allTextContents();
    walked.push(`${now}: ${news.join(", ")}`);
    await human.read();
    const { status: to, sentence } = says[now] ?? {};
    if (sentence !== undefined) await human.type(page.getByLabel("Eén zin erbij"), sentence);
    if (to !== undefined) {
      const radio = page.getByRole("radio", { name: to, exact: true });
      await human.tap(radio);
      await expect(radio).toBeChecked();
    }
    // A sentence alone needs no button of its own: going on writes it down.
    await human.tap(button("Volgende"));
    await expect(title).not.toHaveText(now);
  }
  await human.read();
  await human.tap(button("Sluit de stand-up af"));
  await expect(page.getByRole("heading", { name: /^Stand-up van/ })).toBeFocused();
  await human.read();
  return { walked, human };
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
  await editor.saved();

  const { context, page } = await touch(browser, server, board, "Kees");
  await standUp(page, board);
  await standUp(page, board, {
    Bellen: { status: "klaar" },
    Balie: { status: "proef" },
    Bord: { status: "nog te doen" },
  });
  await add(editor.page, "Brochure");
  const { walked, human } = await standUp(page, board, {
    Bank: { status: "bezig", sentence: "Het KCC wil eerst een proef van een maand." },
    Brief: { sentence: "Ligt bij de jurist, die is er maandag weer." },
    Bijlagen: { status: "onderzoek", sentence: "Wij zoeken uit welke er weg mogen." },
  });
  // The one that waits, the two that are stuck, then from nearly done to not started; what was done
  // last time is not walked again.
  expect(walked).toEqual([
    "Bank: stil sinds 2 keer, wacht op bevestiging van KCC",
    "Brief: stil sinds 2 keer",
    "Bijlagen: stil sinds 2 keer",
    "Balie: stil sinds vorige keer",
    "Bord: stil sinds vorige keer",
    "Brochure: nieuw",
  ]);
  // Six actions by somebody who reads everything and writes half of them a sentence; what is left of
  // the eight minutes is for talking.
  expect(human.seconds).toBeLessThan(5 * 60);
  expect(human.taps).toBeLessThanOrEqual(16);
  const part = (name: string) =>
    page.locator(".reading section").filter({ has: page.getByRole("heading", { name, exact: true }) });
  await expect(part("Wat er is veranderd").locator("li")).toHaveText([
    "Bijlagenverschoven: van nog te doen naar onderzoek",
    "Bankverschoven: van nog te doen naar bezig",
    "Brochurenieuw: nog te doen",
  ]);
  await expect(part("Wat er is gezegd").locator("li")).toHaveText([
    /^BriefLigt bij de jurist, die is er maandag weer\. Kees$/,
    /^BijlagenWij zoeken uit/,
    /^BankHet KCC wil eerst een proef/,
  ]);
  await page.getByRole("link", { name: "Terug" }).tap();
  await expect(page.locator(".lobby .list li")).toHaveCount(3);

  // In between, one moves and one is confirmed. The next one shows that, and that alone.
  await status(editor.page, "Balie").selectOption("klaar");
  await editor.page.getByRole("button", { name: "KCC neemt het over" }).click();
  await editor.saved();
  const again = await standUp(page, board);
  expect(again.walked).toEqual([
    "Brief: stil sinds 3 keer",
    "Bord: stil sinds 2 keer",
    "Balie: verschoven: van proef naar klaar",
    "Bank: stil sinds vorige keer, bevestigd door KCC",
    "Bijlagen: stil sinds vorige keer",
    "Brochure: stil sinds vorige keer",
  ]);
  await expect(part("Wat er is veranderd").locator("li")).toHaveText([
    "Balieverschoven: van proef naar klaar",
  ]);
  await context.close();
});

test("one drives and another follows, looks around, and keeps a sentence that is being written", async ({
  server,
  join,
}) => {
  const board = await server.board("Sturen");
  const anna = await join(server, board, "Anna");
  const bram = await join(server, board, "Bram");
  const title = ({ page }: Person) => page.locator("#step-title");
  const press = ({ page }: Person, name: string) => page.getByRole("button", { name }).click();
  await view(anna.page, "standup", board);
  await press(anna, "Begin de stand-up");
  await view(bram.page, "standup", board);
  await press(bram, "Doe mee met de stand-up");
  const first = (await title(anna).textContent()) ?? "";
  await expect(title(bram)).toHaveText(first);
  await expect(bram.page.getByText("Anna heeft het stuur. Je kijkt mee.")).toBeVisible();
  await bram.page.getByLabel("Eén zin erbij").fill("Dit zeg ik er nog over.");
  await press(anna, "Volgende");
  await expect(title(anna)).not.toHaveText(first);
  const second = (await title(anna).textContent()) ?? "";
  // Bram stays with his sentence, and comes along when it is written.
  await expect(bram.page.getByText(/Schrijf je zin af/)).toBeVisible();
  await expect(title(bram)).toHaveText(first);
  await press(bram, "Schrijf op");
  await expect(title(bram)).toHaveText(second);
  await press(bram, "Zelf rondkijken");
  await press(bram, "Vorige");
  await expect(title(bram)).toHaveText(first);
  await expect(bram.page.locator(".last")).toContainText("Dit zeg ik er nog over.");
  await press(bram, "Neem het stuur");
  await expect(title(anna)).toHaveText(first);
  await press(bram, "Parkeren");
  await expect(title(anna)).toHaveText(second);
  // From an action it is one step to where it came from.
  const comes = anna.page.locator(".standup-step .origin");
  const words = (await comes.locator(".words").first().textContent()) ?? "";
  await comes.getByRole("link").first().click();
  await expect(anna.sticky(words)).toBeFocused();
  await view(anna.page, "standup", board);
  await press(anna, "Doe mee met de stand-up");
  // What one closes is closed for all, and everybody reads what it came to.
  await press(bram, "Afronden");
  await press(bram, "Sluit de stand-up af");
  for (const { page } of [anna, bram]) {
    await expect(page.getByText("Dit zeg ik er nog over.")).toBeVisible();
    await page.getByRole("link", { name: "Terug" }).click();
    await expect(page.locator(".lobby .list li")).toHaveCount(3);
  }
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
  await page.locator(".bulk").getByLabel("Klaar op").fill("2026-12-31");
  await page.getByRole("button", { name: "Niets kiezen" }).click();
  await expect(row(page, formula)).toContainText("31 december 2026");
  await page.getByRole("radio", { name: "Kolommen" }).click();
  const card = page.locator(".action-card").filter({ hasText: formula });
  await card.locator(".open").focus();
  // The focus goes along, so that one can walk on.
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(page.getByRole("region", { name: "onderzoek" })).toContainText(formula);
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
  await expect(column("bezig")).toContainText(formula);
  await drag("proef");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(column("bezig")).toContainText(formula);
  // Falling on *gestopt* asks why, and nothing is written before it is answered.
  await drag("gestopt");
  await page.mouse.up();
  await page.getByRole("button", { name: "Annuleren" }).click();
  await expect(column("bezig")).toContainText(formula);
  await drag("gestopt");
  await page.mouse.up();
  await page.getByLabel("Eén zin erbij").fill("Geen geld");
  await page.getByRole("button", { name: "Opslaan" }).click();
  await expect(column("gestopt")).toContainText(formula);
  await page.keyboard.press("Control+z");
  await expect(column("bezig")).toContainText(formula);
  await page.getByRole("radio", { name: "Lijst" }).click();
  await page.getByRole("button", { name: "Meenemen" }).click();
  await owner.saved();

  const file = async (name: string) => {
    const answer = await page.request.get(`${server.url}/v1/boards/${board}/actions?format=${name}`);
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
  await page.locator(".side").getByRole("button", { name: "Sluiten" }).click();
  await page.getByRole("button", { name: "Meenemen" }).click();
  await page.getByRole("button", { name: "Intrekken" }).click();
  await expect.poll(days).toBeNull();
});
