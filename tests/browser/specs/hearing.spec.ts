/** What is read aloud of others' changes: everything, a count now and then, or nothing, as one wants it. */
import { listen } from "../support/hearing.ts";
import { expect, test } from "../support/test.ts";

const CELL = { lane: "gains", phase: "besluit" };
const WHERE = /van anderen in Besluit/;
const COUNT = /van anderen op de kaart/;

test("others' changes are told in batches, by a count, or not at all", async ({ server, join }) => {
  const board = await server.board("Wat je hoort");
  const anna = await join(server, board, "Anna");
  const bert = await join(server, board, "Bert");
  const { page } = anna;
  await page.clock.install();
  const said = await listen(page);
  const heard: string[] = [];
  /** Bert changes something, and a minute goes by on Anna's clock. */
  const changes = async (text: string) => {
    heard.length = 0;
    await bert.add(CELL, text);
    await expect(anna.sticky(text)).toBeAttached();
    await page.clock.fastForward("01:00");
    heard.push(...(await said()));
  };
  const hears = async (setting: string) => {
    await page.getByRole("button", { name: "Sneltoetsen", exact: true }).click();
    await page.getByLabel("Meldingen over wat anderen doen").selectOption(setting);
    await page.keyboard.press("Escape");
    // What was gathered until now is told, or not, before the next.
    await page.clock.fastForward("01:00");
    await said();
  };
  await changes("Eerste");
  expect(heard.join()).toMatch(WHERE);
  await hears("summary");
  await changes("Tweede");
  expect(heard.join()).toMatch(COUNT);
  expect(heard.join()).not.toMatch(WHERE);
  await hears("off");
  await changes("Derde");
  expect(heard.join()).not.toMatch(/van anderen/);
});
