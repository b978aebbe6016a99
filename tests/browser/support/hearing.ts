/** Hears what the page says aloud, which is there for a moment only. */
import type { Page } from "@playwright/test";

/** Everything that is said politely from now on, in order; each is given once. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    const region = document.querySelector("[role=status]");
    if (region === null) throw new Error("nothing speaks");
    const hear = () => void said.push(region.textContent);
    new MutationObserver(hear).observe(region, { childList: true, characterData: true, subtree: true });
    Object.assign(globalThis, { said });
  });
  return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said.splice(0));
}
