/**
 * How long a person would take for what a test does by touch, who has never seen the screen: reads
 * every line that is new, at the pace of a slow reader, thinks before each tap, and types with two
 * thumbs. Times are of the field (keystroke-level model; reading and phone typing studies), on the
 * slow side. Nothing here measures the machine.
 */
import type { Locator, Page } from "@playwright/test";

/** 150 words a minute; adults read 240. */
const SECONDS_PER_WORD = 0.4;
/** To decide, and to point. */
const SECONDS_PER_TAP = 1.35 + 1.1;
/** 25 words a minute; people type 36 on a phone. */
const SECONDS_PER_LETTER = 0.5;

export class Human {
  readonly #seen = new Set<string>();
  seconds = 0;
  taps = 0;

  constructor(private readonly page: Page) {}

  /** Reads what is on the page and was not read before. */
  async read(where = ".standup"): Promise<void> {
    const lines = (await this.page.locator(where).first().innerText()).split("\n");
    for (const line of lines.map((one) => one.trim()).filter((one) => /\p{L}/u.test(one))) {
      if (this.#seen.has(line)) continue;
      this.#seen.add(line);
      this.seconds += line.split(/\s+/).length * SECONDS_PER_WORD;
    }
  }

  async tap(target: Locator): Promise<void> {
    await target.tap();
    this.taps += 1;
    this.seconds += SECONDS_PER_TAP;
  }

  async type(target: Locator, words: string): Promise<void> {
    await this.tap(target);
    await target.fill(words);
    this.seconds += words.length * SECONDS_PER_LETTER;
  }
}
