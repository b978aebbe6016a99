/**
 * The table of keys, row by row: what each key means on a cell, on a sticky, where nothing has the focus,
 * while writing, and on the lines of the list; and what is left when keys of one letter are off.
 */
import type { Locator } from "@playwright/test";
import { listen } from "../support/hearing.ts";
import type { Cell, Person } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const EMPTY: Cell = { lane: "dilemmas", phase: "orienteren" };
const FULL: Cell = { lane: "pains", phase: "wachten" };
const BESIDE: Cell = { lane: "pains", phase: "besluit" };
const [UPPER, LOWER] = ["Niemand kan zien hoe", "Een herinnering komt"];
const COLORS = ["yellow", "orange", "red", "pink", "purple", "blue", "green", "grey"];

const stickies = (person: Person, cell: Cell): Locator => person.cell(cell).locator(".sticky");
const editor = ({ page }: Person): Locator => page.locator(".sticky textarea");
/** What stands in a cell, from top to bottom. */
const texts = (person: Person, cell: Cell) =>
  person.cell(cell).locator(".sticky-text").allTextContents();

test("on a cell arrows walk, whatever can be written begins a sticky, and Enter and F2 go in", async ({
  server,
  join,
}) => {
  const anna = await join(server, await server.board("Toetsen op een cel"), "Anna");
  const { keyboard } = anna.page;
  await anna.cell(EMPTY).focus();
  const round = [
    ["ArrowRight", { ...EMPTY, phase: "papieren" }],
    ["ArrowUp", { lane: "opportunities", phase: "papieren" }],
    ["ArrowLeft", { lane: "opportunities", phase: "orienteren" }],
    ["ArrowDown", EMPTY],
  ] as const;
  for (const [key, cell] of round) {
    await keyboard.press(key);
    await expect(anna.cell(cell)).toBeFocused();
  }
  // Also what elsewhere is a shortcut.
  for (const key of ["a", "n", "m", "7", "?", "/", "-"]) {
    await anna.cell(EMPTY).focus();
    await keyboard.press(key);
    await expect(editor(anna)).toHaveValue(key);
    await keyboard.press("Escape");
  }
  await expect.poll(() => texts(anna, EMPTY)).toEqual(["a", "n", "m", "7", "?", "/", "-"]);

  for (const key of ["Enter", "F2"]) {
    await anna.cell(FULL).focus();
    await keyboard.press(key);
    await expect(anna.sticky(UPPER)).toBeFocused();
    // In an empty cell there is nothing to go to but a new one; left empty, it disappears.
    const empty = { ...EMPTY, phase: "aanslag" };
    await anna.cell(empty).focus();
    await keyboard.press(key);
    await expect(editor(anna)).toBeFocused();
    await keyboard.press("Escape");
    await expect(anna.cell(empty)).toBeFocused();
    await expect(stickies(anna, empty)).toHaveCount(0);
  }
});

test("on a sticky each key does what the table says", async ({ server, join }) => {
  const anna = await join(server, await server.board("Toetsen op een kaartje"), "Anna");
  const { page } = anna;
  const { keyboard } = page;
  const [upper, lower] = [anna.sticky(UPPER), anna.sticky(LOWER)];
  await upper.focus();
  await keyboard.press("ArrowDown");
  await expect(lower).toBeFocused();
  await keyboard.press("ArrowRight");
  await expect(stickies(anna, BESIDE).nth(1)).toBeFocused();
  await keyboard.press("ArrowLeft");
  await keyboard.press("ArrowUp");
  await expect(upper).toBeFocused();
  for (const [nth, color] of COLORS.entries()) {
    await keyboard.press(String(nth + 1));
    await expect(upper).toHaveAttribute("data-color", color);
  }
  await keyboard.press("m");
  await expect(page.getByRole("dialog", { name: "Verplaats naar" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(upper).toBeFocused();
  await keyboard.press("n");
  await keyboard.type("Ertussen");
  await keyboard.press("Escape");
  await expect.poll(() => texts(anna, FULL)).toEqual([
    expect.stringContaining(UPPER),
    "Ertussen",
    expect.stringContaining(LOWER),
  ]);
  for (const key of ["Enter", "F2"]) {
    await anna.sticky("Ertussen").focus();
    await keyboard.press(key);
    await keyboard.type("!");
    await keyboard.press("Escape");
  }
  await expect(anna.sticky("Ertussen!!")).toBeFocused();
  await keyboard.press("Control+d");
  await expect(anna.sticky("Ertussen!!")).toHaveCount(2);
  await keyboard.press("Delete");
  await expect(anna.sticky("Ertussen!!")).toHaveCount(1);
  // The focus comes back from what offers a way back, when that is put away.
  const close = page.locator(".toast").getByRole("button", { name: "Sluiten" });
  await expect(lower).toBeFocused();
  await close.click();
  await expect(close).toHaveCount(0);
  await expect(lower).toBeFocused();
  const said = await listen(page);
  await keyboard.press("Control+z");
  await expect(anna.sticky("Ertussen!!")).toHaveCount(2);
  expect((await said()).join()).toContain("Ongedaan gemaakt: “Ertussen!!” weggegooid.");

  // A key that is held is pressed once.
  const selected = page.locator(".sticky[data-selected]");
  await upper.focus();
  await keyboard.down("Space");
  await keyboard.down("Space");
  await keyboard.up("Space");
  await expect(selected).toHaveCount(1);
  await keyboard.press("Shift+ArrowDown");
  await expect(selected).toHaveCount(2);
  await keyboard.press("Escape");
  await expect(selected).toHaveCount(0);
  // Alt and an arrow are the browser's own.
  await upper.focus();
  await page.evaluate(() => {
    const arrows: boolean[] = [];
    window.addEventListener("keydown", ({ key, defaultPrevented }) => {
      if (key.startsWith("Arrow")) arrows.push(defaultPrevented);
    });
    Object.assign(globalThis, { arrows });
  });
  await keyboard.press("Alt+ArrowRight");
  const taken = await page.evaluate(() => (globalThis as unknown as { arrows: boolean[] }).arrows);
  expect(taken).toEqual([false]);
  await expect(upper).toBeFocused();
  await keyboard.press("Escape");
  await expect(anna.cell(FULL)).toBeFocused();
});

test("while writing each key finishes, goes on or goes back as the table says", async ({
  server,
  join,
}) => {
  const anna = await join(server, await server.board("Toetsen bij het schrijven"), "Anna");
  const { page } = anna;
  const { keyboard } = page;
  const next = { ...EMPTY, phase: "papieren" };
  const before = await texts(anna, next);
  await anna.cell(EMPTY).focus();
  await keyboard.type("Een");
  await keyboard.press("Shift+Enter");
  await keyboard.type("op twee regels");
  await keyboard.press("Enter");
  await keyboard.type("Twee");
  await keyboard.press("Enter");
  // Nothing was written: it disappears, and the one above is written on.
  await keyboard.press("Backspace");
  await expect(editor(anna)).toHaveValue("Twee");
  await keyboard.type("!");
  await keyboard.press("Control+Enter");
  await keyboard.type("Een fase verder");
  await keyboard.press("Escape");
  await expect(anna.sticky("Een fase verder")).toBeFocused();
  await expect.poll(() => texts(anna, EMPTY)).toEqual(["Een\nop twee regels", "Twee!"]);
  await expect.poll(() => texts(anna, next)).toEqual([...before, "Een fase verder"]);

  // Tab finishes and leaves the stickies, Shift+Tab the other way.
  for (const key of ["Tab", "Shift+Tab"]) {
    await anna.sticky("Twee!").focus();
    await keyboard.press("Enter");
    await keyboard.type("!");
    await keyboard.press(key);
    await expect(editor(anna)).toHaveCount(0);
    await expect(page.locator(":focus")).toHaveCount(1);
    await expect(page.locator(".cell:focus, .cell :focus")).toHaveCount(0);
  }
  await expect(anna.sticky("Twee!!!")).toHaveCount(1);

  // Lines that are pasted while writing are stickies, one each.
  await anna.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText(" en nog\n\nDrie\nVier\n"));
  await anna.sticky("Twee!!!").focus();
  await keyboard.press("Enter");
  await keyboard.press("Control+v");
  await expect.poll(() => texts(anna, EMPTY)).toEqual([
    "Een\nop twee regels",
    "Twee!!!en nog",
    "Drie",
    "Vier",
  ]);
});

test("where nothing has the focus, and with keys of one letter off", async ({ server, join }) => {
  const anna = await join(server, await server.board("Toetsen zonder plek"), "Anna");
  const { page } = anna;
  const { keyboard } = page;
  const first = { lane: "steps", phase: "aanslag" };
  const search = page.getByRole("searchbox");
  const help = page.getByRole("dialog", { name: "Sneltoetsen" });
  const nowhere = () => page.evaluate(() => (document.activeElement as HTMLElement).blur());
  const opens = async (key: string, what: Locator) => {
    await nowhere();
    await keyboard.press(key);
    await expect(what).toBeVisible();
    await keyboard.press("Escape");
    await expect(what).toHaveCount(0);
  };
  await opens("?", help);
  await opens("/", search);
  await opens("Control+f", search);
  await nowhere();
  await keyboard.press("n");
  await keyboard.type("Zomaar");
  await keyboard.press("Escape");
  await expect(stickies(anna, first).last()).toHaveText(/^Zomaar/);
  await nowhere();
  const said = await listen(page);
  await keyboard.press("Control+z");
  await expect(anna.sticky("Zomaar")).toHaveCount(0);
  expect((await said()).join()).toMatch(/^Ongedaan gemaakt: /);

  await keyboard.press("?");
  for (const name of ["Op de kaart", "Op een kaartje", "Tijdens het schrijven", "Altijd"]) {
    await expect(help.getByRole("heading", { name })).toBeVisible();
  }
  await help.getByLabel("Sneltoetsen van één letter gebruiken").uncheck();
  await keyboard.press("Escape");
  const all = await page.locator("#map .sticky").count();
  const upper = anna.sticky(UPPER);
  const color = (await upper.getAttribute("data-color")) ?? "";
  for (const focus of [nowhere, () => upper.focus()]) {
    await focus();
    for (const key of ["n", "m", "i", "r", "t", "f", "1", "?", "/", "+"]) await keyboard.press(key);
    await expect(page.locator("dialog, .side, search, .sticky textarea")).toHaveCount(0);
  }
  await expect(upper).toHaveAttribute("data-color", color);
  await expect(page.locator("#map .sticky")).toHaveCount(all);
  await expect(page.getByRole("group", { name: "Grootte van de kaart" })).toContainText("100 %");
  // Writing is no shortcut, and neither are the space bar and keys that have no letter.
  await keyboard.press("Space");
  await expect(page.locator(".sticky[data-selected]")).toHaveCount(1);
  await keyboard.press("Escape");
  await anna.cell(EMPTY).focus();
  await keyboard.type("nog steeds");
  await keyboard.press("Escape");
  await expect(anna.sticky("nog steeds")).toBeFocused();
  await keyboard.press("Delete");
  await expect(anna.sticky("nog steeds")).toHaveCount(0);
  await opens("Control+/", help);
});

test("on a line of the list the keys are those of a sticky, and of writing", async ({
  server,
  join,
}) => {
  const anna = await join(server, await server.board("Toetsen in de lijst"), "Anna");
  const { page } = anna;
  const { keyboard } = page;
  await page.getByRole("link", { name: "Lijst" }).click();
  const line = (text: string) => page.getByRole("button", { name: text, exact: true });
  const item = (text: string) => page.locator(".outline-item").filter({ has: line(text) });
  const field = page.locator(".outline-editor");
  const [first, second] = ["Tien dagen is kort", "Er is geen gesprek mogelijk"];
  await line(first).focus();
  await keyboard.press("ArrowDown");
  await expect(line(second)).toBeFocused();
  await keyboard.press("ArrowUp");
  for (const [nth, color] of COLORS.entries()) {
    await keyboard.press(String(nth + 1));
    await expect(item(first)).toHaveAttribute("data-color", color);
  }
  await keyboard.press("m");
  await expect(page.getByRole("dialog", { name: "Verplaats naar" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(line(first)).toBeFocused();
  await keyboard.press("n");
  await keyboard.type("Een");
  await keyboard.press("Shift+Enter");
  await keyboard.type("twee");
  await keyboard.press("Enter");
  await keyboard.press("Backspace");
  await expect(field).toHaveValue("Een\ntwee");
  await keyboard.press("Control+Enter");
  await keyboard.type("Een fase verder");
  await keyboard.press("Escape");
  await expect(line("Een fase verder")).toBeFocused();
  await expect(item("Een fase verder")).toHaveAttribute("data-phase", "daarna");
  await keyboard.press("Control+d");
  await expect(line("Een fase verder")).toHaveCount(2);
  await keyboard.press("Delete");
  await expect(line("Een fase verder")).toHaveCount(1);
  await keyboard.press("Enter");
  await keyboard.type(", en klaar");
  await keyboard.press("Tab");
  await expect(field).toHaveCount(0);
  await expect(line("Een fase verder, en klaar")).toHaveCount(1);

  await anna.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText("Geplakt\nnog een regel\n"));
  await line(second).focus();
  await keyboard.press("n");
  await keyboard.press("Control+v");
  await expect(line("Geplakt")).toBeVisible();
  await expect(line("nog een regel")).toBeVisible();
  await expect(item("nog een regel")).toHaveAttribute("data-phase", "niet-eens");
});
