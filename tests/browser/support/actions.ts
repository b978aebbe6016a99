/** What the tests of actions and of the stand-up do alike on the screen of actions. */
import { expect, type Locator, type Page } from "@playwright/test";

/** Goes to a view of a board, as a link in the page does. */
export const view = (page: Page, name: string, board: string) =>
  page.evaluate(
    ([to, id]) => {
      window.history.pushState(null, "", `/b/${id}#${to}`);
      window.dispatchEvent(new PopStateEvent("popstate"));
    },
    [name, board] as const,
  );

export const row = (page: Page, title: string): Locator =>
  page.locator(".action-row").filter({ hasText: title });

export async function add(page: Page, title: string): Promise<void> {
  await page.getByLabel("Nieuwe actie", { exact: true }).fill(title);
  await page.getByRole("button", { name: "Toevoegen" }).click();
  await expect(row(page, title)).toBeVisible();
}

export const status = (page: Page, title: string) => page.getByLabel(`Status van “${title}”`);
