/** The others on the map: where they are, point and write, by name; and nothing of it takes anything from anybody. */
import { expect, test } from "../support/test.ts";

const CELL = { lane: "pains", phase: "wachten" };
const NEXT = { lane: "pains", phase: "besluit" };
const [ONE, OTHER] = ["Niemand kan zien hoe", "Een herinnering komt"];

test("focus, pointer, caret and what is picked of somebody else are seen by name, and leave with them", async ({
  server,
  join,
}) => {
  const board = await server.board("Wie is waar");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  const { page } = anna;
  const field = await anna.open(ONE);
  const id = (await page.locator(".sticky.editing").getAttribute("data-sticky")) ?? "";
  const shared = page.locator(`[data-sticky="${id}"]`);
  await field.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(2, 7, "backward"));
  const own = () =>
    page.evaluate(() => {
      const area = document.activeElement as HTMLTextAreaElement;
      const map = document.getElementById("map");
      const { selectionStart, selectionEnd, selectionDirection } = area;
      return [area.id, selectionStart, selectionEnd, selectionDirection, map?.scrollLeft, map?.scrollTop];
    });
  const mine = await own();

  await bert.cell(NEXT).focus();
  await expect(anna.cell(NEXT)).toHaveAttribute("data-people", "Bert");
  await bert.sticky(OTHER).focus();
  await expect(anna.sticky(OTHER)).toHaveAttribute("data-people", "Bert");
  await expect(anna.cell(NEXT)).not.toHaveAttribute("data-people");

  await bert.cell(NEXT).hover({ position: { x: 20, y: 10 } });
  const pointer = anna.cell(NEXT).locator(".pointer");
  await expect(pointer).toHaveText("Bert");
  const gap = async () => {
    const [arrow, cell] = [await pointer.boundingBox(), await anna.cell(NEXT).boundingBox()];
    return Math.round((arrow?.x ?? 0) - (cell?.x ?? 0));
  };
  await expect.poll(gap).toBe(20);

  // In the sticky that I write on: their caret, and what they picked.
  await bert.sticky(ONE).dblclick();
  await bert.page.keyboard.press("Control+Home");
  await expect(shared.locator(".caret")).toHaveText("Bert");
  for (let letter = 0; letter < 7; letter += 1) await bert.page.keyboard.press("Shift+ArrowRight");
  await expect(shared.locator(".picked")).toHaveText("Niemand");
  expect(await own()).toEqual(mine);

  await bert.leave();
  await expect(page.locator(".pointer, .caret, .picked, [data-people]")).toHaveCount(0);
  expect(await own()).toEqual(mine);
  await expect(field).toBeFocused();
  await expect(anna.cell(CELL).locator(".sticky")).toHaveCount(2);
});
