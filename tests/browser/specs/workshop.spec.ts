/**
 * A workshop from beginning to end by five people in five browsers: one by keyboard alone, one by
 * touch, one on a phone in the list, one who writes, and a facilitator who changes the shape of the map
 * under their hands. Nobody loses a keystroke, and nobody's focus moves by itself.
 */
import type { Browser, BrowserContextOptions, Locator, Page } from "@playwright/test";
import { type Cell, Person } from "../support/person.ts";
import type { Role, Server } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

const PAINS: Cell = { lane: "pains", phase: "besluit" };
const GAINS: Cell = { lane: "gains", phase: "besluit" };
const IDEAS: Cell = { lane: "opportunities", phase: "wachten" };

interface Seat {
  readonly role?: Role;
  readonly context?: BrowserContextOptions;
}

async function sit(
  browser: Browser,
  server: Server,
  board: string,
  name: string,
  { role = "participant", context = {} }: Seat = {},
): Promise<Person> {
  const person = await Person.join(browser, await server.link(board, role), name, context);
  return person.onBoard();
}

/** Types where the focus is, and holds that it stayed on the very same element until the last key. */
async function write(page: Page, text: string): Promise<void> {
  const before = await page.evaluateHandle(() => document.activeElement);
  await page.keyboard.type(text, { delay: 10 });
  const same = await page.evaluate((was) => document.activeElement === was, before);
  expect(same, `the focus of who typed “${text}” stayed where it was`).toBe(true);
}

async function lines(person: Person, cell: Cell, texts: readonly string[]): Promise<void> {
  await person.cell(cell).focus();
  const [first = "", ...others] = texts;
  // The first key opens the editor, so only what follows can be held to one element.
  await person.page.keyboard.type(first.slice(0, 1));
  await write(person.page, first.slice(1));
  for (const text of others) {
    await person.page.keyboard.press("Enter");
    await write(person.page, text);
  }
  await person.page.keyboard.press("Escape");
}

/** Keeps the focus on one spot while something else goes on. */
async function rests(on: Locator, meanwhile: Promise<unknown>): Promise<void> {
  await on.focus();
  const top = async () => Math.round((await on.boundingBox())?.y ?? Number.NaN);
  const before = await top();
  await meanwhile;
  await expect(on).toBeFocused();
  expect(await top(), "what has the focus holds its place").toBe(before);
}

const TOMS = ["De brief is te lang", "Ik weet niet wat ik moet doen", "Bellen duurt lang"];
const RIAS = "Een filmpje met uitleg";
const KEESS = ["Snapt de regels niet", "Vraagt de buurvrouw"];
const ELSS = ["Snel een antwoord", "De balie denkt mee", "Duidelijke taal"];
const SHARED = "Bellen duurt lang";
const WHOLE = "Ook dit: Bellen duurt lang, soms wel een half uur aan de lijn";

interface Team {
  /** Facilitates, with a mouse. */
  readonly fatma: Person;
  /** By keyboard alone. */
  readonly tom: Person;
  /** By touch, on a tablet. */
  readonly ria: Person;
  /** In the list, on a phone. */
  readonly kees: Person;
  readonly els: Person;
}

async function comeIn(browser: Browser, server: Server, board: string): Promise<Team> {
  const touch = { hasTouch: true };
  const tablet = { ...touch, viewport: { width: 820, height: 1180 } };
  const phone = { ...touch, isMobile: true, viewport: { width: 390, height: 844 } };
  return {
    fatma: await sit(browser, server, board, "Fatma", { role: "facilitator" }),
    tom: await sit(browser, server, board, "Tom"),
    ria: await sit(browser, server, board, "Ria", { context: tablet }),
    kees: await sit(browser, server, board, "Kees", { context: phone }),
    els: await sit(browser, server, board, "Els"),
  };
}

async function insertsAPhase(fatma: Person): Promise<void> {
  const { page } = fatma;
  await page.locator("#phase\\:orienteren").hover();
  await page.getByRole("button", { name: "Fase maken voor “Oriënteren”" }).click();
  await write(page, "Erover horen");
  await page.keyboard.press("Enter");
  await fatma.add({ lane: "steps", phase: "daarna" }, "Krijgt een nazorgbrief");
}

async function tapsAndWrites(ria: Person): Promise<void> {
  await ria.cell(IDEAS).scrollIntoViewIfNeeded();
  await ria.cell(IDEAS).getByRole("button", { name: "Kaartje toevoegen" }).tap();
  // Nobody types with a finger before there is something to type in.
  await expect(ria.cell(IDEAS).locator("textarea")).toBeFocused();
  await write(ria.page, RIAS);
  await ria.page.keyboard.press("Escape");
}

async function writesInTheList(kees: Person): Promise<void> {
  const heading = kees.page.getByRole("heading", { name: "Oriënteren" });
  const phase = kees.page.locator(".outline-phase", { has: heading });
  await phase.getByRole("button", { name: /Kaartje toevoegen aan Wat denkt/ }).tap();
  for (const [nth, text] of KEESS.entries()) {
    if (nth > 0) await kees.page.keyboard.press("Enter");
    await write(kees.page, text);
  }
  await kees.page.keyboard.press("Escape");
}

/** Everybody writes, and the facilitator puts a phase in front of all of them. */
async function everybodyWrites({ fatma, tom, ria, kees, els }: Team): Promise<void> {
  await kees.page.getByRole("link", { name: "Lijst" }).tap();
  await Promise.all([
    insertsAPhase(fatma),
    lines(tom, PAINS, TOMS),
    tapsAndWrites(ria),
    writesInTheList(kees),
    lines(els, GAINS, ELSS),
  ]);
  for (const text of [...TOMS, RIAS, ...ELSS, ...KEESS]) {
    await expect(fatma.sticky(text)).toHaveCount(1);
  }
}

async function changesTheShape(fatma: Person): Promise<void> {
  const { page } = fatma;
  await page.locator("#phase\\:besluit").focus();
  await page.keyboard.press("Control+ArrowLeft");
  await page.locator("#lane\\:pains").focus();
  await page.keyboard.press("Control+ArrowUp");
  await fatma.sticky(SHARED).click();
  await page.keyboard.press("5");
  await page.locator("#phase\\:besluit").focus();
  await page.keyboard.press("Control+ArrowRight");
  await fatma.saved();
}

/** Two write in one sticky while its phase, its lane and its colour change under them. */
async function theMapMoves({ fatma, tom, ria, els }: Team): Promise<void> {
  await tom.sticky(SHARED).focus();
  await tom.page.keyboard.press("Enter");
  await tom.page.keyboard.press("Control+End");
  await els.open(SHARED);
  await els.page.keyboard.press("Control+Home");
  await Promise.all([
    write(tom.page, ", soms wel een half uur aan de lijn"),
    write(els.page, "Ook dit: "),
    rests(ria.sticky(RIAS), changesTheShape(fatma)),
  ]);
  for (const { page } of [tom, els]) {
    const editor = page.locator(".sticky textarea");
    await expect(editor).toHaveValue(WHOLE);
    await expect(editor).toBeFocused();
    await page.keyboard.press("Escape");
  }
  for (const person of [fatma, tom, ria, els]) await expect(person.sticky(WHOLE)).toHaveCount(1);
  await expect(fatma.sticky(WHOLE)).toHaveAttribute("data-color", "purple");
}

/** Many hands at once; what is thrown away or moved by mistake is taken back by who did it. */
async function eachTakesBack({ fatma, tom, ria, els }: Team): Promise<void> {
  await Promise.all([
    (async () => {
      await tom.sticky(WHOLE).focus();
      await tom.page.keyboard.press("Delete");
      await tom.page.keyboard.press("Control+z");
      await expect(tom.sticky(WHOLE)).toBeVisible();
    })(),
    (async () => {
      await fatma.drag("De balie denkt mee", { lane: "gains", phase: "daarna" });
      await fatma.page.keyboard.press("Control+z");
    })(),
    (async () => {
      await els.sticky("Snel een antwoord").click();
      await els.page.keyboard.press("Control+d");
    })(),
    (async () => {
      await ria.sticky(RIAS).tap();
      await ria.sticky(RIAS).tap();
      await ria.page.keyboard.press("Control+End");
      await write(ria.page, " in gewone taal");
      await ria.page.keyboard.press("Escape");
    })(),
  ]);
}

test("a workshop by five: keyboard, touch, phone, pen and facilitator", async ({
  server,
  browser,
}) => {
  const team = await comeIn(browser, server, await server.board("Werksessie"));
  await everybodyWrites(team);
  await theMapMoves(team);
  await eachTakesBack(team);

  const people = Object.values(team) as Person[];
  for (const person of people) await person.saved();
  await team.kees.page.getByRole("link", { name: "Kaart" }).tap();
  const ending = await contents(team.fatma.page);
  expect(ending.filter((line) => line.endsWith("Snel een antwoord"))).toHaveLength(2);
  for (const text of [WHOLE, `${RIAS} in gewone taal`, ...KEESS, "De balie denkt mee"]) {
    expect(ending.filter((line) => line.endsWith(`: ${text}`))).toHaveLength(1);
  }
  for (const person of people) await expect.poll(() => contents(person.page)).toEqual(ending);
  for (const person of people) await person.leave();
});

/** Every sticky with its place, in reading order. */
async function contents(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[role=gridcell][data-lane]")].flatMap((cell) =>
      [...cell.querySelectorAll(".sticky .sticky-text")].map(
        (text) => `${cell.dataset["phase"]}/${cell.dataset["lane"]}: ${text.textContent}`,
      ),
    ),
  );
}
