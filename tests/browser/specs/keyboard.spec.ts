/** A whole workshop without a mouse: from the link to the last sticky, told by what has the focus. */
import type { Locator } from "@playwright/test";
import { expect, expectAccessible, test } from "../support/test.ts";

/** Presses a key until it is so; a dozen times is a dead end. */
async function until(
  of: Locator,
  press: () => Promise<void>,
  so: (it: Element) => boolean,
): Promise<void> {
  for (let step = 0; step < 12 && !(await of.evaluate(so)); step += 1) await press();
  expect(await of.evaluate(so)).toBe(true);
}

test("from link to last sticky by keyboard alone", async ({ server, browser, join }) => {
  const board = await server.board("Zonder muis");
  const bert = await join(server, board, "Bert");
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  const { keyboard } = page;
  const focused = page.locator(":focus");
  await page.goto(await server.link(board, "editor"));
  await expect(page.getByLabel("Hoe heet je?")).toBeFocused();
  await keyboard.type("Truus");
  await keyboard.press("Enter");
  await page.waitForURL("**/b/**");
  await expect(page.getByText("Opgeslagen", { exact: true })).toBeVisible();

  // The first Tab leads past everything above the map.
  await page.locator("body").press("Tab");
  await expect(page.getByRole("button", { name: "Naar de kaart" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.locator("#map:focus, #map :focus")).toHaveCount(1);
  for (let step = 0; step < 12 && (await focused.getAttribute("role")) !== "gridcell"; step += 1) {
    await keyboard.press(step % 2 === 0 ? "ArrowDown" : "ArrowRight");
  }
  await expect(focused).toHaveAttribute("role", "gridcell");

  // Write three in a row, go on in the next phase, and correct the last.
  await keyboard.type("Eerste zin");
  await keyboard.press("Enter");
  await keyboard.type("Tweede zin");
  await keyboard.press("Control+Enter");
  await keyboard.type("In de fase erna");
  await keyboard.press("Escape");
  await expect(bert.sticky("In de fase erna")).toBeVisible();
  await expect(focused).toHaveText(/In de fase erna/);
  await keyboard.press("Enter");
  await keyboard.type(", verbeterd");
  await keyboard.press("Escape");
  await expect(bert.sticky("In de fase erna, verbeterd")).toBeVisible();

  // Colour, move by dialog and by keys, duplicate, throw away, and back.
  await keyboard.press("7");
  await expect(focused).toHaveAttribute("data-color", "green");
  await keyboard.press("m");
  const phase = page.getByLabel("Fase", { exact: true });
  await until(phase, () => keyboard.press("Tab"), (it) => it === document.activeElement);
  const isBesluit = (it: Element) => (it as HTMLSelectElement).selectedOptions[0]?.text === "Besluit";
  await until(phase, () => keyboard.press("ArrowDown"), isBesluit);
  const go = page.getByRole("button", { name: "Verplaatsen" });
  await until(go, () => keyboard.press("Tab"), (it) => it === document.activeElement);
  await keyboard.press("Enter");
  await expect(bert.page.locator('.cell[data-phase="besluit"]').getByText(", verbeterd")).toBeVisible();
  await expect(focused).toHaveText(/verbeterd/);
  await keyboard.press("Control+d");
  await expect(bert.sticky(", verbeterd")).toHaveCount(2);
  await keyboard.press("Delete");
  await expect(bert.sticky(", verbeterd")).toHaveCount(1);
  await keyboard.press("Control+z");
  await expect(bert.sticky(", verbeterd")).toHaveCount(2);

  // Details, a comment, and back to the sticky.
  await bert.add({ lane: "gains", phase: "besluit" }, "Het laatste kaartje");
  await expect(page.locator(".sticky", { hasText: "Het laatste kaartje" })).toBeVisible();
  await expect(page.locator("#map :focus")).toHaveCount(1);
  await keyboard.press("r");
  await expect(page.getByLabel("Schrijf een reactie")).toBeFocused();
  await keyboard.type("Klaar");
  await keyboard.press("Control+Enter");
  await expect(bert.page.getByRole("banner").getByRole("button", { name: "Reacties, 1 nieuw" })).toBeVisible();
  await keyboard.press("Escape");
  await expect(page.locator("#map .sticky:focus")).toHaveCount(1);
  await expectAccessible(page, "#map");
  await context.close();
});
