/**
 * Somebody at a browser: opens a link, types a name, and does what people do, by what they can see.
 */
import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Locator, type Page } from "@playwright/test";

/** The longest wait between two attempts to reconnect, and some for the rest. */
const RETURN_MS = 45_000;

export interface Cell {
  readonly lane: string;
  readonly phase: string;
}

export class Person {
  private constructor(
    readonly name: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  /** Opens the link in a browser of their own and comes in. */
  static async join(
    browser: Browser,
    link: string,
    name: string,
    options: BrowserContextOptions = {},
  ): Promise<Person> {
    const context = await browser.newContext({ reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    const person = new Person(name, context, page);
    await page.goto(link);
    await page.getByLabel("Hoe heet je?").fill(name);
    await page.getByRole("button", { name: "Meedoen" }).click();
    return person;
  }

  /** Waits until the board is there and everything is saved. */
  async onBoard(): Promise<this> {
    await this.page.waitForURL("**/b/**");
    await this.saved();
    return this;
  }

  /** Waits until everything is on disk. A page that lost its server returns within half a minute. */
  async saved(): Promise<void> {
    const saved = this.page.getByText("Opgeslagen", { exact: true });
    await expect(saved).toBeVisible({ timeout: RETURN_MS });
  }

  /** Chooses what stands under *Meer*, in the line above the board. */
  async choose(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Meer", exact: true }).click();
    await this.page.getByRole("menuitem", { name, exact: true }).click();
  }

  cell({ lane, phase }: Cell): Locator {
    return this.page.locator(`[role=gridcell][data-lane="${lane}"][data-phase="${phase}"]`);
  }

  sticky(text: string | RegExp): Locator {
    return this.page.locator(".sticky").filter({ hasText: text });
  }

  /** Adds a sticky as a newcomer would: go to the cell, type. */
  async add(cell: Cell, text: string): Promise<void> {
    await this.cell(cell).focus();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Escape");
    await expect(this.sticky(text)).toBeVisible();
  }

  /** Opens a sticky for writing, with the caret at its end. */
  async open(text: string): Promise<Locator> {
    await this.sticky(text).dblclick();
    const editor = this.page.locator(".sticky textarea");
    await expect(editor).toBeFocused();
    await this.page.keyboard.press("Control+End");
    return editor;
  }

  /** Drags a sticky into a cell with the mouse, and lets go when the map stands still under it. */
  async drag(text: string, to: Cell): Promise<void> {
    const sticky = this.sticky(text);
    const cell = this.cell(to);
    await cell.scrollIntoViewIfNeeded();
    await sticky.scrollIntoViewIfNeeded();
    const { x, y, width } = await boxOf(sticky);
    await this.page.mouse.move(x + width / 2, y + 12);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width / 2 + 10, y + 22, { steps: 3 });
    // An edge that the hand passed scrolls the map; a map that never rests is let go of all the same.
    for (let tries = 0; tries < 20; tries += 1) {
      const target = await boxOf(cell);
      await this.page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, {
        steps: 8,
      });
      const now = await boxOf(cell);
      if (Math.abs(now.x - target.x) < 1 && Math.abs(now.y - target.y) < 1) break;
    }
    await this.page.mouse.up();
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("it is not shown");
  return box;
}
