/** What a mouse does beside clicking: Alt copies, Escape and outside put back, and two ways move the map. */
import type { Locator, Page } from "@playwright/test";
import type { Cell, Person } from "../support/person.ts";
import { expect, test } from "../support/test.ts";

const FROM: Cell = { lane: "pains", phase: "wachten" };
const TO: Cell = { lane: "pains", phase: "besluit" };
const TEXT = "Niemand kan zien hoe";

interface Spot {
  readonly x: number;
  readonly y: number;
}

const texts = (person: Person, cell: Cell) =>
  person.cell(cell).locator(".sticky-text").allTextContents();

async function spotOn(what: Locator): Promise<Spot> {
  const box = await what.boundingBox();
  if (box === null) throw new Error("it is not shown");
  return { x: box.x + box.width / 2, y: box.y + Math.min(12, box.height / 2) };
}

/** Takes it along, and holds it there. */
async function carry(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
}

test("Alt copies; Escape, or letting go beside the map, leaves everything as it was", async ({
  server,
  join,
}) => {
  const board = await server.board("Met Alt");
  const [anna, bert] = [await join(server, board, "Anna"), await join(server, board, "Bert")];
  const { page } = anna;
  const [here, there] = [await texts(anna, FROM), await texts(anna, TO)];
  await anna.sticky(TEXT).evaluate((it) => it.scrollIntoView({ block: "center", inline: "center" }));
  const from = () => spotOn(anna.sticky(TEXT));
  const to = () => spotOn(anna.cell(TO));

  await carry(page, await from(), await to());
  await expect(anna.cell(TO)).toHaveClass(/target/);
  await expect(anna.cell(FROM).locator(".ghost")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.locator(".carried, .ghost, .insertion")).toHaveCount(0);
  await page.mouse.up();
  await carry(page, await from(), await spotOn(page.getByRole("banner")));
  await page.mouse.up();
  await expect(page.locator(".carried, .ghost, .insertion")).toHaveCount(0);
  expect([await texts(anna, FROM), await texts(anna, TO)]).toEqual([here, there]);

  // The edge that the hand passed scrolled the map.
  await anna.sticky(TEXT).evaluate((it) => it.scrollIntoView({ block: "center", inline: "center" }));
  await page.keyboard.down("Alt");
  await carry(page, await from(), await to());
  await page.mouse.up();
  await page.keyboard.up("Alt");
  // The others see the copy, and nothing of what was put back.
  await expect(bert.cell(TO).getByText(TEXT)).toBeAttached();
  await expect.poll(() => texts(bert, FROM)).toEqual(here);
  await expect.poll(() => texts(bert, TO)).toHaveLength(there.length + 1);
  await page.keyboard.press("Control+z");
  await expect.poll(() => texts(bert, TO)).toEqual(there);
});

test("the middle button and the space bar move the map, and nothing else", async ({
  server,
  join,
}) => {
  const anna = await join(server, await server.board("Schuiven"), "Anna");
  const { page } = anna;
  const map = page.locator("#map");
  const at = () => map.evaluate((one) => [one.scrollLeft, one.scrollTop]);
  const sticky = anna.sticky(TEXT);
  const beat = page.locator('[data-beat="wachten"]');
  const points = () =>
    page.getByRole("slider").evaluateAll((all) => all.map((one) => one.getAttribute("aria-valuetext")));
  const before = await points();
  // What is marked lies ready: some systems paste it with the middle button.
  await page.keyboard.press("Control+f");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("Gemarkeerd");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Escape");

  for (const [what, button] of [
    [sticky, "middle"],
    [sticky, "left"],
    [beat, "left"],
  ] as const) {
    await sticky.focus();
    await what.evaluate((it) => it.scrollIntoView({ block: "center", inline: "center" }));
    const [left = 0, top = 0] = await at();
    const from = await spotOn(what);
    if (button === "left") await page.keyboard.down("Space");
    await page.mouse.move(from.x, from.y);
    await page.mouse.down({ button });
    await page.mouse.move(from.x - 60, from.y - 40, { steps: 4 });
    await expect(page.locator(".carried, .marquee")).toHaveCount(0);
    await page.mouse.up({ button });
    if (button === "left") await page.keyboard.up("Space");
    await expect.poll(at).toEqual([left + 60, top + 40]);
    await expect(page.locator("[data-selected], .sticky textarea, .pannable, .panning")).toHaveCount(0);
  }
  expect(await points()).toEqual(before);
  expect(await texts(anna, FROM)).toHaveLength(2);
});
