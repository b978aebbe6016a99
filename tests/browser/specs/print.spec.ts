/** The board on paper, as the browser prints it: how many pages, and what can be read on each. */
import type { Page } from "@playwright/test";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "../support/test.ts";

const PHASES = ["Aanslag", "Oriënteren", "Aanvragen", "Wachten", "Besluit", "Niet eens", "Daarna"];

interface Paper {
  readonly format: "A3" | "A4";
  readonly landscape: boolean;
}

/** The words on each page, in one line. */
async function printed(page: Page, paper: Paper): Promise<readonly string[]> {
  const pdf = await page.pdf({ ...paper, printBackground: true });
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
    mergePages: false,
  });
  return text.map((words) => words.replace(/\s+/g, " "));
}

/** Letters alone: lines break where the paper wants, also in a word. */
const letters = (text: string) => text.replace(/[\s\u00ad-]+/g, "");

test("the map on A3 and over several A4 with the phases on top of each page, the list on upright A4", async ({
  server,
  join,
}) => {
  const anna = await join(server, await server.board("Op papier"), "Anna");
  const { page } = anna;
  const stickies = (await page.locator("#map .sticky-text").allTextContents()).map(letters);
  expect(stickies.length).toBeGreaterThan(90);
  const missing = (pages: readonly string[]) => {
    const all = letters(pages.join(" "));
    return stickies.filter((text) => !all.includes(text));
  };

  const large = await printed(page, { format: "A3", landscape: true });
  const small = await printed(page, { format: "A4", landscape: true });
  expect(large.length).toBeLessThanOrEqual(3);
  expect(small.length).toBeGreaterThan(1);
  for (const words of [...large, ...small]) {
    expect(PHASES.filter((phase) => !words.includes(phase))).toEqual([]);
    // How large it is on the screen is nothing for paper.
    expect(words).not.toContain("100 %");
  }
  for (const pages of [large, small]) {
    expect(pages[0]).toContain("Op papier");
    expect(missing(pages)).toEqual([]);
  }

  await page.getByRole("link", { name: "Lijst" }).click();
  await expect(page.getByRole("button", { name: "Afdrukken" })).toBeVisible();
  const list = await printed(page, { format: "A4", landscape: false });
  expect(list.length).toBeGreaterThan(1);
  expect(list[0]).toContain("Op papier");
  expect(missing(list)).toEqual([]);
  const heads = PHASES.map((phase, nth) => list.join(" ").indexOf(`${nth + 1} ${phase}`));
  expect(heads.every((at, nth) => at > (heads[nth - 1] ?? -1)), heads.join()).toBe(true);
  expect(list.join(" ")).not.toMatch(/Afdrukken|Alles kopiëren|Kaartje erbij|Opgeslagen/);
});
