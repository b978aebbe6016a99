/** Zoom is layout: columns and stickies change size, headers stay readable, the pointer keeps its place. */
import { expect, expectAccessible, test } from "../support/test.ts";

test("the map grows and shrinks by keys, buttons and the wheel, and is still a map", async ({
  server,
  join,
}) => {
  const board = await server.board("Groot en klein");
  const anna = await join(server, board, "Anna");
  const { page } = anna;
  const sticky = anna.sticky("Een herinnering komt");
  const wide = async () => (await sticky.boundingBox())?.width ?? 0;
  const head = page.getByRole("columnheader", { name: /Wachten/ });
  const letters = () => head.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
  const now = page.getByRole("group", { name: "Grootte van de kaart" });
  await sticky.focus();

  const before = await wide();
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await expect(now.getByText("150 %")).toBeVisible();
  expect(await wide()).toBeGreaterThan(before * 1.3);
  await anna.drag("Een herinnering komt", { lane: "gains", phase: "wachten" });
  await expect(
    anna.cell({ lane: "gains", phase: "wachten" }).getByText("Een herinnering komt"),
  ).toBeVisible();

  await page.keyboard.press("0");
  await page.keyboard.press("-");
  await page.keyboard.press("-");
  await expect(now.getByText("50 %")).toBeVisible();
  await expect(sticky.locator(".sticky-text")).toHaveCSS("white-space", "nowrap");
  expect(await letters()).toBeGreaterThanOrEqual(14);
  await expectAccessible(page);

  await now.getByRole("button", { name: "Kleiner" }).click();
  await expect(page.locator(".cell .sticky")).toHaveCount(0);
  await expect(page.getByRole("gridcell", { name: "2 kaartjes" }).first()).toBeVisible();
  expect(await letters()).toBeGreaterThanOrEqual(14);
  await expectAccessible(page);
  await now.getByText("30 %").click();

  await sticky.scrollIntoViewIfNeeded();
  const from = await sticky.boundingBox();
  if (from === null) throw new Error("the sticky is not shown");
  const at = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down("Control");
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -30);
  await page.keyboard.up("Control");
  await expect(now.getByText(/1[4-9]\d %/)).toBeVisible();
  const to = await sticky.boundingBox();
  if (to === null) throw new Error("the sticky is not shown");
  expect(Math.abs(to.x + to.width / 2 - at.x)).toBeLessThan(2);
  expect(Math.abs(to.y + to.height / 2 - at.y)).toBeLessThan(2);
});

test("one phase is large and its neighbours small, and all alike again", async ({ server, join }) => {
  const board = await server.board("Eén fase");
  const anna = await join(server, board, "Anna");
  const wide = async (phase: string) =>
    (await anna.cell({ lane: "pains", phase }).boundingBox())?.width ?? 0;
  const head = anna.page.getByRole("columnheader", { name: /Wachten/ });
  const before = await wide("wachten");
  await head.focus();
  await anna.page.keyboard.press("f");
  await expect.poll(() => wide("wachten")).toBeGreaterThan(before * 1.5);
  expect(await wide("besluit")).toBeLessThan(before * 0.75);
  await expect(head).toBeFocused();
  await expectAccessible(anna.page);
  await head.click({ button: "right" });
  await anna.page.getByRole("menuitem", { name: "Alle fasen even groot" }).click();
  await expect.poll(() => wide("wachten")).toBe(before);
});
