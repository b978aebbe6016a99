/** Many stickies at once: chosen by mouse and by keyboard, moved together, and back as one step. */
import type { Person } from "../support/person.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const HERE = { lane: "pains", phase: "daarna" };
const THERE = { lane: "gains", phase: "daarna" };
const ELSEWHERE = { lane: "gains", phase: "niet-eens" };

const selected = (person: Person) => person.page.locator(".sticky[data-selected]");

async function lines(person: Person, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await person.add(HERE, text);
}

test("chosen by keyboard, moved by keys and the dialog, recoloured and thrown away as one", async ({
  server,
  join,
}) => {
  const board = await server.board("Veel tegelijk");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  await lines(anna, "Eén van ons", "Twee van ons", "Drie van ons");
  const bar = page.getByRole("region", { name: "Gekozen kaartjes" });

  await anna.sticky("Eén van ons").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar).toContainText("3 kaartjes gekozen");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(selected(anna)).toHaveCount(2);
  await expect(anna.sticky("Twee van ons")).toBeFocused();
  await expect(anna.sticky("Twee van ons")).toHaveAttribute("aria-description", /gekozen/);
  await expectAccessible(page);

  await page.keyboard.press("7");
  await expect(page.locator('.sticky[data-color="green"]', { hasText: "van ons" })).toHaveCount(2);
  await page.keyboard.press("Control+ArrowLeft");
  const left = anna.cell({ lane: "pains", phase: "niet-eens" });
  await expect(left.getByText("van ons")).toHaveCount(2);
  await page.keyboard.press("m");
  await page.getByLabel("Rij", { exact: true }).selectOption({ label: "Wat gaat goed" });
  await page.getByRole("button", { name: "Verplaatsen" }).click();
  await expect(anna.cell(ELSEWHERE).getByText("van ons")).toHaveCount(2);
  await page.keyboard.press("Control+z");
  await expect(left.getByText("van ons")).toHaveCount(2);

  await page.keyboard.press("Delete");
  await expect(page.getByText("2 kaartjes weggegooid.").first()).toBeVisible();
  await expect(left.getByText("van ons")).toHaveCount(0);
  await expect(bar).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(left.getByText("van ons")).toHaveCount(2);
});

test("chosen by mouse: a rectangle, Shift and Ctrl; dragged together, and Escape lets go", async ({
  server,
  join,
}) => {
  const board = await server.board("Met de muis");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  const { page } = anna;
  await lines(anna, "Eerste kaartje", "Tweede kaartje", "Derde kaartje");
  const texts = (cell: typeof HERE) => anna.cell(cell).locator(".sticky-text").allTextContents();
  const here = await texts(HERE);

  await page.keyboard.press("Escape");
  await anna.sticky("Eerste kaartje").click();
  await anna.sticky("Derde kaartje").click({ modifiers: ["Shift"] });
  await expect(selected(anna)).toHaveCount(3);
  await anna.sticky("Tweede kaartje").click({ modifiers: ["Control"] });
  await expect(selected(anna)).toHaveCount(2);
  await expect(bert.page.locator("[data-selected]")).toHaveCount(0);

  await anna.drag("Derde kaartje", THERE);
  await expect(bert.cell(THERE).getByText("Eerste kaartje")).toBeVisible();
  await expect(bert.cell(THERE).getByText("Derde kaartje")).toBeVisible();
  await expect(bert.cell(HERE).getByText("Tweede kaartje")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect.poll(() => texts(HERE)).toEqual(here);

  await page.keyboard.press("Escape");
  await expect(selected(anna)).toHaveCount(0);
  const box = await anna.cell(HERE).boundingBox();
  if (box === null) throw new Error("the cell is not shown");
  await page.mouse.move(box.x + 3, box.y + 3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 12, box.y + box.height - 8, { steps: 6 });
  await page.mouse.up();
  await expect(selected(anna)).toHaveCount(here.length);

  await page.keyboard.press("Escape");
  await anna.sticky("Eerste kaartje").click();
  await page.keyboard.press("Control+a");
  await expect(selected(anna)).toHaveCount(here.length);
  await page.keyboard.press("t");
  await page.getByRole("dialog", { name: "Labels" }).getByLabel("Geld").check();
  await page.keyboard.press("Escape");
  await expect(bert.cell(HERE).locator(".tag", { hasText: "Geld" })).toHaveCount(here.length);
});

test("a block from a spreadsheet is asked about and goes over the phases; copying gives it back", async ({
  server,
  join,
}) => {
  const board = await server.board("Knippen en plakken");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  await anna.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const start = { lane: "gains", phase: "besluit" };
  const next = { lane: "gains", phase: "niet-eens" };
  const rows = Array.from({ length: 11 }, (_, nth) => `links ${nth}\trechts ${nth}`).join("\n");
  await page.evaluate((text) => navigator.clipboard.writeText(text), rows);
  await anna.cell(start).focus();
  await page.keyboard.press("Control+v");
  await expect(page.getByRole("dialog")).toContainText("22 kaartjes plakken?");
  await page.getByRole("button", { name: "Plakken" }).click();
  await expect(anna.cell(start).locator(".sticky", { hasText: "links" })).toHaveCount(11);
  await expect(anna.cell(next).locator(".sticky", { hasText: "rechts" })).toHaveCount(11);
  await expect(selected(anna)).toHaveCount(22);

  await page.keyboard.press("Control+x");
  await expect(page.locator(".sticky", { hasText: "links" })).toHaveCount(0);
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text.split("\n")[0]).toBe("\tBesluit\tNiet eens");
  await anna.cell({ lane: "pains", phase: "besluit" }).focus();
  await page.keyboard.press("Control+v");
  await page.getByRole("button", { name: "Plakken" }).click();
  const moved = anna.cell({ lane: "pains", phase: "niet-eens" });
  await expect(moved.locator('.sticky[data-color="green"]', { hasText: "rechts" })).toHaveCount(11);
});

test("Ctrl+A takes in a cell, a lane, a phase and the board; many are doubled, and lines go out and in", async ({
  server,
  join,
}) => {
  const board = await server.board("Alles en regels");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  const { keyboard } = page;
  await anna.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const count = (where: string) => page.locator(`#map ${where} .sticky`).count();
  const [lane, phase] = ['[data-lane="pains"]', '[data-phase="wachten"]'];
  await anna.sticky("Niemand kan zien hoe").focus();
  for (const where of [`.cell${lane}${phase}`, `.cell${lane}`, ".cell"]) {
    await keyboard.press("Control+a");
    await expect(selected(anna)).toHaveCount(await count(where));
  }
  await keyboard.press("Escape");
  await page.locator("#phase\\:wachten").focus();
  await keyboard.press("Control+a");
  await expect(selected(anna)).toHaveCount(await count(`.cell${phase}`));
  await keyboard.press("Escape");

  await lines(anna, "Eerste van twee", "Tweede van twee");
  await anna.sticky("Eerste van twee").focus();
  await keyboard.press("Space");
  await keyboard.press("Shift+ArrowDown");
  await keyboard.press("Control+d");
  await expect(anna.sticky("van twee")).toHaveCount(4);
  await keyboard.press("Control+z");
  await expect(anna.sticky("van twee")).toHaveCount(2);

  await keyboard.press("Escape");
  await anna.sticky("Eerste van twee").click();
  await anna.sticky("Tweede van twee").click({ modifiers: ["Shift"] });
  await keyboard.press("Control+c");
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toBe("Eerste van twee\nTweede van twee");
  await page.evaluate(() => navigator.clipboard.writeText("Regel een\nRegel twee\n\nRegel drie\n"));
  await anna.cell(THERE).focus();
  await keyboard.press("Control+v");
  await expect(anna.cell(THERE).locator(".sticky", { hasText: /^Regel/ })).toHaveCount(3);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
