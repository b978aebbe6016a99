/**
 * The stand-up: by touch through one as somebody who has never seen it, the next one shows exactly
 * what changed, and several people are in it at once.
 */
import type { Browser, Page } from "@playwright/test";
import { add, row, status, view } from "../support/actions.ts";
import { Human } from "../support/human.ts";
import type { Person } from "../support/person.ts";
import type { Server } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

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

/** Six of them, one with a hand-over that a department has to confirm. */
async function sixActions(editor: Person, board: string): Promise<void> {
  const { page } = editor;
  await view(page, "actions", board);
  await expect(page.getByRole("heading", { name: "Nog geen acties" })).toBeVisible();
  for (const title of ["Brief", "Bijlagen", "Bellen", "Balie", "Bank", "Bord"]) {
    await add(page, title);
  }
  await status(page, "Bellen").selectOption("proef");
  await status(page, "Balie").selectOption("bezig");
  await status(page, "Bord").selectOption("idee");
  // The department is made on the spot by who may, and has to confirm.
  await row(page, "Bank").getByRole("button", { name: "Bank" }).click();
  await page.getByLabel("Wie moet het overnemen?").selectOption("Nieuwe afdeling…");
  await page.getByLabel("Hoe heet de afdeling?").fill("KCC");
  await page.getByRole("button", { name: "Opslaan" }).click();
  await expect(page.locator(".side .confirmation")).toContainText("KCC");
  await editor.saved();
}

test("through the stand-up by touch, and the next one shows exactly what changed", async ({
  server,
  browser,
  join,
}) => {
  const board = await server.board("Stand-up", "leeg");
  const editor = await join(server, board, "Anna", "editor");
  await sixActions(editor, board);
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
    page
      .locator(".reading section")
      .filter({ has: page.getByRole("heading", { name, exact: true }) });
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
